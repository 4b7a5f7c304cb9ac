"""Read vocabularies in the forms they are published in; which form a file has is seen from its beginning."""

from catalog.vocabulary.reading.obo import is_obo, read_obo
from catalog.vocabulary.reading.oncotree import read_oncotree
from catalog.vocabulary.reading.rows import MOST_BYTES, Contents, TermRow, text_of
from catalog.vocabulary.reading.tables import read_table

__all__ = ["MOST_BYTES", "Contents", "TermRow", "read_vocabulary"]


def read_vocabulary(content: bytes) -> Contents:
    """Return the terms of an OBO file, of OncoTree as JSON, or of a CSV table.

    Raises:
        InvalidInput: it is none of these, or something in it is wrong; the message names the line or the term.
    """
    text = text_of(content)
    if text.lstrip().startswith("{"):
        return read_oncotree(text)
    return read_obo(text) if is_obo(text) else read_table(text)
