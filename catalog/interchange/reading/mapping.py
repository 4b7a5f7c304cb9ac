"""Columns of a file to columns of a format. Plain Python."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.names import plain
from catalog.kinds.fields import Field

# What a file of corrections says beside the rows; sent again, nobody reads it.
PROBLEM, SUGGESTION = "import_problem", "import_suggestion"
_CLOSE = 0.87


def match_columns(
    header: Sequence[str], columns: Sequence[Field], given: Mapping[str, str], aliases: Mapping[str, str]
) -> dict[str, str]:
    """Return the format's column of each column of a file that has one.

    Args:
        given: what the importer says of some, empty for a column to ignore. The others are matched by name, then by
            other names, whatever their capitals, blanks and signs.
        aliases: columns by other names under which files have them.

    Raises:
        FileRefusedError: something given does not exist, or two columns are meant for one.
    """
    names = {column.name for column in columns}
    if strange := [name for name in given if name not in header]:
        raise FileRefusedError(f"The file has no column {strange[0][:100]!r} to read as {given[strange[0]]!r}.")
    if unknown := [name for name in given.values() if name and name not in names]:
        raise FileRefusedError(f"The format has no column {unknown[0][:100]!r}; it has {', '.join(sorted(names))}.")
    matched: dict[str, str] = {}
    for header_name, name in given.items():
        _match(matched, header_name, name)
    waiting = [name for name in header if name not in given and name not in (PROBLEM, SUGGESTION)]
    for spelled in ({plain(name): name for name in names}, {plain(alias): name for alias, name in aliases.items()}):
        taken = set(matched.values())
        for header_name in waiting:
            name = spelled.get(plain(header_name), "")
            if header_name not in matched and name not in taken:
                _match(matched, header_name, name)
    return {header_name: name for header_name, name in matched.items() if name}


def _match(matched: dict[str, str], header_name: str, name: str) -> None:
    if name and name in matched.values():
        other = next(one for one, meant in matched.items() if meant == name)
        raise FileRefusedError(f"The columns {other} and {header_name} are both {name}; ignore one of them.")
    if name:
        matched[header_name] = name


def require_columns(
    header: Sequence[str], columns: Sequence[Field], matched: Mapping[str, str], given: Mapping[str, str]
) -> None:
    """Refuse a header that lacks a column, or has one that is nearly spelled like a column it does not have.

    Raises:
        FileRefusedError: it names every column that is missing or misspelled.
    """
    strangers = {plain(name): name for name in header if name not in matched and name not in given}
    problems = []
    for column in columns:
        if column.name in matched.values():
            continue
        meant = get_close_matches(plain(column.name), strangers, 1, _CLOSE)
        if meant:
            problems.append(f"the column {column.name} is spelled {strangers[meant[0]]}")
        elif column.is_required:
            problems.append(f"the column {column.name} is missing")
    if problems:
        raise FileRefusedError(f"The header does not fit: {'; '.join(problems)}.")
