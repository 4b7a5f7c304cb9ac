"""Look at one file: its subject is the first argument, its bytes are the input, and the answer is JSON."""

import json
import sys
from typing import Any

from catalog.files.checking.limits import set_limits
from catalog.files.errors import FileCode, FileRefusedError


def main() -> None:
    """Answer what the file holds, or why it is refused."""
    set_limits()
    subject, *arguments = sys.argv[1:]
    try:
        answer = _look(subject, sys.stdin.buffer.read(), arguments)
    except FileRefusedError as refusal:
        answer = {"refused": {"code": refusal.code, "message": refusal.message}}
    except MemoryError:
        message = "Opening the file takes more memory or time than a file may."
        answer = {"refused": {"code": FileCode.TOO_LARGE, "message": message}}
    sys.stdout.write(json.dumps(answer))


def _look(subject: str, content: bytes, arguments: list[str]) -> dict[str, Any]:
    # Each library is slow to load, and only one is needed.
    if subject == "photo":
        from catalog.files.checking.photos import encode

        return {"renditions": encode(content)}
    if subject == "pdf":
        from catalog.files.checking.pdfs import count_pages

        return {"pages": count_pages(content)}
    from catalog.files.checking.sequences import read

    return read(content, int(arguments[0]) if arguments else None)


if __name__ == "__main__":
    main()
