"""One supervisor a folder: a lock the kernel frees when its holder ends, however it ends."""

import fcntl
import os
from pathlib import Path


class FolderLock:
    """An exclusive lock beside ``folder``, in ``<folder>.lock``."""

    def __init__(self, folder: Path) -> None:
        self.file = folder.with_name(f"{folder.name}.lock")
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock if it is free, and say whether it is ours now."""
        if self._descriptor is not None:
            return True
        self.file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
