"""The files of the project, found by walking, because the machine that runs the tests need not have git."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON_FOLDERS = ("agreements", "catalog", "deploy", "exchange", "tests")
# Built, downloaded or written by the running system; .gitignore lists the same.
NOT_OURS = frozenset({
    ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv",
    "__pycache__", "dist", "node_modules", "playwright-report", "schemathesis-report", "test-results", "var",
})  # fmt: skip


def walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        # Of a second worktree, .git is a file.
        if path.name in NOT_OURS:
            continue
        if path.is_dir():
            yield from walk(path)
        elif path.suffix != ".pyc":
            yield path


@cache
def all_files() -> tuple[Path, ...]:
    return tuple(walk(ROOT))


@cache
def text_files() -> tuple[Path, ...]:
    """Return the files that hold text: no zero byte in the first kilobytes, as git decides it."""
    return tuple(path for path in all_files() if b"\0" not in path.read_bytes()[:8000])


def python_files() -> tuple[Path, ...]:
    """Return hand-written modules; Django writes the migrations."""
    return tuple(
        path
        for path in all_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PYTHON_FOLDERS and "migrations" not in path.parts
    )


def page_files() -> tuple[Path, ...]:
    """Return hand-written TypeScript; what codegen writes lies in src/graphql."""
    folder = ROOT / "frontend"
    generated = folder / "src" / "graphql"
    return tuple(
        path
        for path in all_files()
        if path.suffix in {".ts", ".tsx"} and path.is_relative_to(folder) and not path.is_relative_to(generated)
    )


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
