"""Lists of JSON objects to rows of text cells. Plain Python."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from catalog.interchange.errors import FileRefusedError

SEVERAL = "|"
# No database stores a zero byte or half of a surrogate pair; what stands for them is a problem of its row.
LOST = "\N{REPLACEMENT CHARACTER}"
_UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), LOST)


def read_objects(given: Any) -> Iterator[list[str]]:
    """Yield the keys of all objects, then the values of each; the first object is row 1, after the keys' row 0.

    Raises:
        FileRefusedError: it is no list of objects, nor an object that holds exactly one.
    """
    if isinstance(given, Mapping):
        lists = [value for value in given.values() if _is_list_of_objects(value)]
        given = lists[0] if len(lists) == 1 else [given]
    if not _is_list_of_objects(given):
        raise FileRefusedError("The file holds JSON that is no list of objects, one a row.")
    keys = list(dict.fromkeys(key for one in given for key in one))
    yield [_clean(key) for key in keys]
    for one in given:
        yield [_text(one.get(key)) for key in keys]


def _is_list_of_objects(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and all(isinstance(one, Mapping) for one in given)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return _clean(value)
        case list() if not any(isinstance(one, list | Mapping) for one in value):
            return SEVERAL.join(_text(one) for one in value)
    return _clean(json.dumps(value, ensure_ascii=False))


def _clean(text: str) -> str:
    return text.translate(_UNSTORABLE)
