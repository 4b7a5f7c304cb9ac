"""Play the product as its people do: the real stack in its own processes, and a real browser before it."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from deploy.stack.choices import ROOT
from tests import needs
from tests.e2e.people import People
from tests.servers import free_port, open_folder

START_DEADLINE_S = 180.0
STOP_DEADLINE_S = 30.0


@dataclass(frozen=True)
class Stack:
    """A running demo of its own."""

    address: str
    data_dir: Path
    roles: dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Start ``deploy.stack demo`` on a free port with data of its own, and stop it as Ctrl-C would."""
    with open_folder() as folder:
        data_dir = folder / "var"
        port = free_port()
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"PORT": str(port), "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "exchange.settings.dev"}
        log = folder / "stack.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "deploy.stack", "demo"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            address = f"http://localhost:{port}"
            _wait_until_up(address, process, log)
            yield Stack(address, data_dir, json.loads((data_dir / "demo.json").read_text()))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_DEADLINE_S)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium without a screen."""
    if needs.CHROMIUM is None:
        pytest.skip(needs.how_to_get("chromium"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=needs.CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def people(stack: Stack, browser: Browser) -> Iterator[People]:
    """Yield whoever is asked for, each in a browser window of their own, signed in by their link."""
    found = People(stack.address, stack.roles, browser)
    yield found
    found.leave()


def _wait_until_up(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_DEADLINE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"The stack did not come up:\n{log.read_text()[-4000:]}")
