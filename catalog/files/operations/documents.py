"""Documents: looked at when they arrive, so that nothing of what is refused is kept."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.files import rules
from catalog.files.checking import pdf_pages, sequence_facts
from catalog.files.errors import FileCode, FileRefusedError
from catalog.files.models import DocumentFile, ListingDocument
from catalog.files.operations.receiving import check_number, own, refusing, require_manager
from catalog.files.rules import DocumentFormat, DocumentKind
from catalog.kinds.models import Plasmid
from catalog.listings.models import Listing, ListingKind
from exchange.kernel import audit, locks
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties.models import Person


def add_document(
    *, listing: Listing, content: bytes, filename: str, kind: DocumentKind, by: Person, now: datetime
) -> ListingDocument:
    """Offer a document to whoever sees the listing. The same file is kept once.

    Looking at it may take a second, before anything is locked.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        InvalidInput: its kind is not what it is.
        Refused: TOO_LARGE, TOO_MANY, UNSUPPORTED, UNREADABLE, UNSAFE, WRONG_SEQUENCE, PATIENT_RECORDS.
    """
    require_manager(listing, by, now)
    facts = _look_at(content, filename, listing)
    _check_kind(kind, facts["format"])
    return _add(listing, content, by, now, filename=filename, kind=kind.value, **facts)


@transaction.atomic
def _add(listing: Listing, content: bytes, by: Person, now: datetime, **values: Any) -> ListingDocument:
    listing = own(listing, by, now)
    sha256 = hashlib.sha256(content).hexdigest()
    documents = ListingDocument.objects.filter(listing=listing)
    if kept := documents.filter(sha256=sha256).first():
        return kept
    check_number(documents, rules.MOST_DOCUMENTS, "documents")
    document = ListingDocument.objects.create(
        listing=listing,
        added_by=by,
        title=rules.default_title(values["filename"]),
        sha256=sha256,
        size_bytes=len(content),
        **values,
    )
    DocumentFile.objects.create(document=document, content=content)
    _record("add_document", document, by)
    return document


def replace_document(
    *, document: ListingDocument, content: bytes, filename: str, by: Person, now: datetime
) -> ListingDocument:
    """Offer another file in the place of a document, under the same title.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        InvalidInput: a sequence is to replace another kind of document, or the reverse.
        NotFound: the document was removed.
        Refused: as `add_document`, or ALREADY_THERE for the file of another document.
    """
    require_manager(document.listing, by, now)
    facts = _look_at(content, filename, document.listing)
    _check_kind(DocumentKind(document.kind), facts["format"])
    return _replace(document, content, by, now, filename=filename, **facts)


@transaction.atomic
def _replace(document: ListingDocument, content: bytes, by: Person, now: datetime, **values: Any) -> ListingDocument:
    listing = own(document.listing, by, now)
    document = locks.lock(document)
    sha256 = hashlib.sha256(content).hexdigest()
    if document.sha256 == sha256:
        return document
    if ListingDocument.objects.filter(listing=listing, sha256=sha256).exists():
        raise Refused(FileCode.ALREADY_THERE, "Another document of the listing is this very file.", field="file")
    for name, value in {**values, "sha256": sha256, "size_bytes": len(content)}.items():
        setattr(document, name, value)
    document.save(update_fields=[*values, "sha256", "size_bytes"])
    DocumentFile.objects.filter(document=document).update(content=content)
    _record("replace_document", document, by)
    return document


@transaction.atomic
def edit_document(
    *, document: ListingDocument, title: str, kind: DocumentKind, by: Person, now: datetime
) -> ListingDocument:
    """Say what a document is called and what it is for.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        InvalidInput: the title is no single line of at most 200 characters, or the kind is not what the document is.
    """
    title = rules.read_line("title", title, rules.LONGEST_TITLE)
    own(document.listing, by, now)
    document = locks.lock(document)
    _check_kind(kind, document.format)
    before, after = [document.title, document.kind], [title, kind.value]
    if before != after:
        document.title, document.kind = after
        document.save(update_fields=["title", "kind"])
        audit.record("files.edit_document", document, by=by, before=before, after=after)
    return document


@transaction.atomic
def remove_document(*, document: ListingDocument, by: Person, now: datetime) -> Listing:
    """Remove a document with its bytes.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        NotFound: it was removed already.
    """
    listing = own(document.listing, by, now)
    document = locks.lock(document)
    _record("remove_document", document, by)
    document.delete()
    return listing


def _look_at(content: bytes, filename: str, listing: Listing) -> dict[str, Any]:
    """Return what a file is, by the fields of a document.

    Raises:
        Refused: it cannot be offered.
    """
    facts: dict[str, Any] = {"pages": None, "sequence_bp": None, "sequence_features": []}
    with refusing():
        found = rules.document_format(content, filename)
        if found is DocumentFormat.PDF:
            facts["pages"] = pdf_pages(content)
        elif found in rules.SEQUENCES:
            if listing.kind != ListingKind.PLASMID:
                raise FileRefusedError(FileCode.UNSUPPORTED, "A sequence file belongs to a plasmid.")
            size_bp = Plasmid.objects.filter(pk=listing.pk).values_list("size_bp", flat=True).first()
            sequence = sequence_facts(content, size_bp=size_bp)
            facts |= {"sequence_bp": sequence.length_bp, "sequence_features": sequence.features}
    return facts | {"format": found.value}


def _check_kind(kind: DocumentKind, found: str) -> None:
    if (kind is DocumentKind.SEQUENCE) != (DocumentFormat(found) in rules.SEQUENCES):
        raise InvalidInput("kind", "A GenBank or FASTA file is a sequence, and nothing else is one.")


def _record(verb: str, document: ListingDocument, by: Person) -> None:
    audit.record(
        f"files.{verb}",
        document,
        by=by,
        listing=str(document.listing_id),
        sha256=document.sha256,
        size_bytes=document.size_bytes,
    )
