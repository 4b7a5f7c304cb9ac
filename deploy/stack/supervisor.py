"""Keep processes running: start them in order, start again what dies, stop them in reverse order."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import psycopg

from deploy.stack.children import die_with_parent
from deploy.stack.errors import StackError
from deploy.stack.progress import say

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
# Who ran this long has recovered; the next death begins with the shortest pause again.
SETTLED_AFTER_S = 60.0
STOP_DEADLINE_S = 30.0
LOOK_EVERY_S = 0.25


@dataclass
class Service:
    """One process, and how it starts."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    stop_signal: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    restart_at: float | None = None
    pause_s: float = field(default=FIRST_PAUSE_S)


class Supervisor:
    """Run services until ``stop`` is set by a signal or a caller."""

    def __init__(self, *, tell: Callable[[str], None] = say) -> None:
        self.services: list[Service] = []
        self.stop_asked = threading.Event()
        self._tell = tell

    def heed_signals(self) -> None:
        """Stop in order on Ctrl-C and on SIGTERM; a second Ctrl-C does not skip that order."""

        def ask(number: int, frame: FrameType | None) -> None:
            self.stop_asked.set()

        signal.signal(signal.SIGINT, ask)
        signal.signal(signal.SIGTERM, ask)

    def start(self, service: Service) -> None:
        """Start a service and watch it from now on; later ones may rely on it."""
        self._start(service)
        self.services.append(service)

    def watch(self) -> None:
        """Return when asked to stop; until then start again whatever died."""
        while not self.stop_asked.wait(LOOK_EVERY_S):
            self.look()

    def look(self) -> None:
        """Notice deaths and start again what is due."""
        for service in self.services:
            if service.process is not None and service.process.poll() is not None:
                self._schedule(service, service.process)
            if service.restart_at is not None and time.monotonic() >= service.restart_at:
                self._restart(service)

    def stop_all(self) -> None:
        """Stop in reverse order, so that nothing loses what it still needs."""
        for service in reversed(self.services):
            if service.process is not None:
                stop_process(service.process, service.stop_signal)
                service.process = None

    def _start(self, service: Service) -> None:
        service.process = service.start()
        service.started_at = time.monotonic()
        service.restart_at = None

    def _schedule(self, service: Service, process: subprocess.Popen[bytes]) -> None:
        if time.monotonic() - service.started_at > SETTLED_AFTER_S:
            service.pause_s = FIRST_PAUSE_S
        kill_group(process.pid)
        service.process = None
        service.restart_at = time.monotonic() + service.pause_s
        self._tell(f"{service.name} {how_it_ended(process.returncode)}; starting it again in {service.pause_s:g} s.")
        service.pause_s = min(2 * service.pause_s, LONGEST_PAUSE_S)

    def _restart(self, service: Service) -> None:
        try:
            self._start(service)
        except (OSError, StackError, psycopg.Error) as error:
            service.restart_at = time.monotonic() + service.pause_s
            self._tell(f"{service.name} could not be started: {error}. Trying again in {service.pause_s:g} s.")
            service.pause_s = min(2 * service.pause_s, LONGEST_PAUSE_S)
        else:
            self._tell(f"{service.name} runs again.")


def spawn(
    command: Sequence[str | Path], *, log: Path, environment: Mapping[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, with its output in ``log``, tied to our life."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder,
            env=environment,
            # Ctrl-C reaches the whole terminal; the order of stopping is ours to keep.
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )


def stop_process(process: subprocess.Popen[bytes], stop_signal: signal.Signals) -> None:
    """Ask a process to end and wait; what does not end in time is killed with all its children."""
    if process.poll() is None:
        process.send_signal(stop_signal)
    try:
        process.wait(STOP_DEADLINE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    kill_group(process.pid)


def kill_group(pid: int) -> None:
    """End the children a process left behind: a killed worker's pool would go on with work that is given back."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def how_it_ended(code: int) -> str:
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
