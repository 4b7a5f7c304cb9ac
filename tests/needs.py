"""What some tests need from the machine, and the command that installs it."""

import shutil
import sys
from pathlib import Path


def find(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def how_to_get(package: str) -> str:
    return f"needs {package}: apt-get install -y {package}"


def newest_server_folder() -> Path | None:
    """Return the folder of initdb and postgres of Debian's newest server, which is not on PATH."""
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(folders, key=lambda path: int(path.parent.parent.name), default=None)
    return newest.parent if newest else None


CHROMIUM = find("chromium", "chromium-browser", "google-chrome")
NODE = find(str(Path(sys.executable).with_name("node")), "node")
PDFSIG = find("pdfsig")
PDFTOTEXT = find("pdftotext")
QPDF = find("qpdf")
RABBITMQ = find("rabbitmq-server") or find("/usr/lib/rabbitmq/bin/rabbitmq-server")
