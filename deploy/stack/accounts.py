"""PostgreSQL refuses to run as root; find whom to run it as, and what that account can reach."""

import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.stack.errors import StackError

# A dedicated account is cleaner than nobody, which other services may share.
CANDIDATES = ("postgres", "nobody")


def server_account() -> pwd.struct_passwd | None:
    """Return the account the server runs as, or None when that is the caller.

    Raises:
        StackError: the caller is root and no other account exists.
    """
    if os.geteuid() != 0:
        return None
    for name in CANDIDATES:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StackError("PostgreSQL does not run as root: start this as another user, or create one named postgres.")


def popen_arguments(account: pwd.struct_passwd | None) -> dict[str, Any]:
    """Return the arguments of Popen that run a program as ``account`` from a folder it can enter."""
    if account is None:
        return {"cwd": "/"}
    return {"cwd": "/", "user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def can_reach(account: pwd.struct_passwd | None, path: Path) -> bool:
    """Say whether ``account`` may enter every existing folder on the way to ``path``."""
    if account is None:
        return True
    return all(_may_enter(account, folder.stat()) for folder in _existing_folders(path))


def private_folder(path: Path, account: pwd.struct_passwd | None) -> None:
    """Make a folder that only ``account`` may enter.

    Raises:
        StackError: the folder exists and belongs to somebody else.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)
    elif path.stat().st_uid != os.geteuid():
        raise StackError(f"{path} belongs to another user; remove it or set DATA_DIR to another folder.")
    path.chmod(0o700)


def _existing_folders(path: Path) -> Iterator[Path]:
    return (folder for folder in path.resolve().parents if folder.exists())


def _may_enter(account: pwd.struct_passwd, status: os.stat_result) -> bool:
    if status.st_uid == account.pw_uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.pw_gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)
