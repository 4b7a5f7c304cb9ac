"""PDFs that show pages and do nothing else. Plain Python.

Every object of every revision is looked at, whether a page leads to it or not.
Source: ISO 32000-2:2020, 7.6 (encryption), 12.6 (actions), 7.11.4 (embedded files), 13 (multimedia).
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from catalog.files.errors import FileCode, FileRefusedError

# What a dictionary with such a key holds.
_KEYS: Mapping[str, str] = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/EmbeddedFiles": "other files",
    "/EF": "other files",
    "/XFA": "a form that is a program",
    "/RichMedia": "films or programs",
    "/RichMediaContent": "films or programs",
}
# What an action, an annotation or a file of such a type or subtype is.
_TYPES: Mapping[str, str] = {
    "/JavaScript": "JavaScript",
    "/Launch": "a command that starts a program",
    "/ImportData": "a command that reads other files",
    "/SubmitForm": "a form that sends what is typed to somebody",
    "/GoToE": "other files",
    "/EmbeddedFile": "other files",
    "/FileAttachment": "other files",
    "/Rendition": "films or programs",
    "/RichMedia": "films or programs",
    "/Movie": "films or programs",
    "/Sound": "films or programs",
    "/3D": "films or programs",
}
_TYPE_KEYS = ("/S", "/Subtype", "/Type")


def count_pages(content: bytes) -> int:
    """Return how many pages a harmless PDF has.

    Raises:
        FileRefusedError: UNREADABLE for one that is damaged or encrypted, UNSAFE for one that does more.
    """
    try:
        pages, activities = _read(PdfFileReader(BytesIO(content), strict=False))
    except (FileRefusedError, MemoryError):
        raise
    except Exception as error:
        # A damaged file makes the parser raise anything.
        raise FileRefusedError(FileCode.UNREADABLE, "The PDF is damaged or cut off. Save it again.") from error
    if activities:
        message = f"The PDF holds {' and '.join(activities)}. Print it into a new PDF, and send that."
        raise FileRefusedError(FileCode.UNSAFE, message)
    if pages < 1:
        raise FileRefusedError(FileCode.UNREADABLE, "The PDF has no pages.")
    return pages


def _read(reader: PdfFileReader) -> tuple[int, list[str]]:
    """Return how many pages there are, and what there is besides them."""
    if reader.encrypted:
        raise FileRefusedError(FileCode.UNREADABLE, "The PDF is protected by a password. Save it without.")
    return int(reader.root["/Pages"]["/Count"]), sorted(set(_activities(reader)))


def _activities(reader: PdfFileReader) -> Iterator[str]:
    """Yield what there is besides pages, by name."""
    for revision in range(reader.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            for part in _dictionaries(reader.get_object(reference, revision=revision)):
                yield from (what for key, what in _KEYS.items() if key in part)
                types = {str(part[key]) for key in _TYPE_KEYS if key in part}
                yield from (what for name, what in _TYPES.items() if name in types)


def _dictionaries(found: Any) -> Iterator[generic.DictionaryObject]:
    """Yield the dictionaries in an object, at every depth; what it refers to is an object of its own."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, generic.DictionaryObject):
            yield one
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, generic.ArrayObject):
            waiting += [one.raw_get(place) for place in range(len(one))]
