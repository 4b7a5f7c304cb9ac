"""What the person who starts the stack may choose, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.stack.errors import StackError

ROOT = Path(__file__).resolve().parent.parent.parent
HIGHEST_PORT = 65_535


@dataclass(frozen=True)
class Choices:
    """Port, place, and which servers of others to use instead of our own."""

    port: int
    host: str
    data_dir: Path
    database_url: str
    broker_url: str

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"


def read(environment: Mapping[str, str] = os.environ) -> Choices:
    """Return the choices.

    Raises:
        StackError: PORT is not a port.
    """
    port = environment.get("PORT") or "8000"
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= HIGHEST_PORT:
        raise StackError(f"PORT must be a number between 1 and {HIGHEST_PORT}, not {port!r}.")
    return Choices(
        port=int(port),
        host=environment.get("HOST") or "127.0.0.1",
        data_dir=Path(environment.get("DATA_DIR") or ROOT / "var").expanduser().absolute(),
        database_url=environment.get("DATABASE_URL", ""),
        broker_url=environment.get("CELERY_BROKER_URL", ""),
    )
