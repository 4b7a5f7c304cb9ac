"""Documents: looked at when they arrive."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.files import operations, queries, rules
from catalog.files.models import DocumentFile, ListingDocument
from catalog.files.rules import DocumentKind
from catalog.listings.models import Listing
from exchange.kernel.errors import InvalidInput, NotAllowed, NotFound, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties.roles import Role
from tests.exchange.racing import together
from tests.factories.files import pdf, picture
from tests.factories.listing_files import NOW, TEXT, document_of, manager_of
from tests.factories.listings import CellLineFactory, ListingFactory, PlasmidFactory
from tests.factories.parties import PersonFactory, member

pytestmark = pytest.mark.django_db

FASTA = b">pDemo\nACGTACGTAC\n"
GENBANK = b"""LOCUS       pDemo                     10 bp    DNA     circular SYN 01-JAN-2026
DEFINITION  A demo plasmid.
ACCESSION   pDemo
FEATURES             Location/Qualifiers
     promoter        1..4
     CDS             5..10
ORIGIN
        1 acgtacgtac
//
"""


@pytest.fixture
def listing() -> Listing:
    return ListingFactory.create()


def plasmid(size_bp: int | None = None) -> Listing:
    listing: Listing = PlasmidFactory.create(size_bp=size_bp).listing
    return listing


@pytest.mark.parametrize(
    ("content", "filename", "expected"),
    [
        (pdf(), "sop_7.pdf", ("pdf", 1)),
        (pdf(), "called anything.exe", ("pdf", 1)),
        (TEXT, "thawing.txt", ("text", None)),
        (TEXT, "thawing.pdf", ("text", None)),
        ("\ufeffname;Größe\nμ1;1\n".encode(), "table.CSV", ("csv", None)),
        (b"name\tsize\n", "table.tsv", ("tsv", None)),
    ],
)
def test_a_document_is_what_its_content_says(
    listing: Listing, content: bytes, filename: str, expected: tuple[str, int | None]
) -> None:
    document = document_of(listing, content, filename)
    assert (document.format, document.pages) == expected
    assert bytes(document.file.content) == content
    assert document.size_bytes == len(content)
    audited = AuditEvent.objects.get()
    assert (audited.command, audited.inputs["sha256"]) == ("files.add_document", document.sha256)


def test_a_document_is_called_by_its_file_until_somebody_says_better(listing: Listing) -> None:
    assert document_of(listing).title == "thawing protocol"
    assert document_of(listing, b"x\n", "_.txt").title == "Document"


@pytest.mark.parametrize(("content", "found"), [(FASTA, "fasta"), (GENBANK, "genbank"), (b"\n" + GENBANK, "genbank")])
def test_a_sequence_is_read(content: bytes, found: str) -> None:
    document = document_of(plasmid(size_bp=10), content, "pDemo.gb", DocumentKind.SEQUENCE)
    features = ["promoter", "CDS"] if found == "genbank" else []
    assert (document.format, document.sequence_bp, document.sequence_features) == (found, 10, features)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b">pDemo\nACGTXJ\n", "The sequence holds J, X, which are no bases of DNA."),
        (b">pDemo\n", "The file has a header and no sequence."),
        (b">a\nACGT\n>b\nACGT\n", "The file has 2 sequences; a plasmid has one."),
        (b">pDemo\nACGT\n", "The sequence has 4 bases, and the plasmid is said to have 10."),
        (
            GENBANK.replace(b"circular", b"linear  "),
            "The file says that the sequence is linear; a plasmid is circular.",
        ),
    ],
)
def test_a_sequence_that_is_not_the_plasmids_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        document_of(plasmid(size_bp=10), content, "pDemo.fasta", DocumentKind.SEQUENCE)
    assert (refused.value.code, refused.value.message) == ("WRONG_SEQUENCE", reason)


def test_only_plasmids_have_sequences() -> None:
    with pytest.raises(Refused) as refused:
        document_of(CellLineFactory.create().listing, FASTA, "a.fasta", DocumentKind.SEQUENCE)
    assert refused.value.code == "UNSUPPORTED"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(TEXT, DocumentKind.SEQUENCE), (FASTA, DocumentKind.PROTOCOL), (FASTA, DocumentKind.DATA_SHEET)],
)
def test_a_sequence_is_called_one_and_nothing_else_is(content: bytes, kind: DocumentKind) -> None:
    with pytest.raises(InvalidInput) as refused:
        document_of(plasmid(), content, "a.txt", kind)
    assert refused.value.field == "kind"
    document = document_of(plasmid())
    with pytest.raises(InvalidInput):
        operations.edit_document(
            document=document, title="x", kind=DocumentKind.SEQUENCE, by=manager_of(document.listing), now=NOW
        )


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "sop.pdf", "UNSUPPORTED"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "sop.txt", "UNSUPPORTED"),
        (b'<?xml version="1.0"?><svg/>', "sop.csv", "UNSUPPORTED"),
        (picture(), "sop.pdf", "UNSUPPORTED"),
        (b"MZ\x90\x00", "sop.pdf", "UNSUPPORTED"),
        (b"PK\x03\x04", "sop.csv", "UNSUPPORTED"),
        ("Größe".encode("latin-1"), "sop.txt", "UNSUPPORTED"),
        (pdf(root="/OpenAction<</S/JavaScript/JS(x)>>"), "sop.pdf", "UNSAFE"),
        (pdf()[:100], "sop.pdf", "UNREADABLE"),
        (b"x" * (rules.FORMATS[rules.DocumentFormat.TEXT].most_bytes + 1), "long.txt", "TOO_LARGE"),
        (b"%PDF-" + bytes(rules.MOST_BYTES), "long.pdf", "TOO_LARGE"),
        (b"sample_id;Date of birth\nS1;1961-04-03\n", "donors.csv", "PATIENT_RECORDS"),
    ],
)
def test_nothing_of_what_is_refused_is_kept(listing: Listing, content: bytes, filename: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        document_of(listing, content, filename)
    assert (refused.value.code, refused.value.field) == (code, "file")
    assert not ListingDocument.objects.exists()
    assert not AuditEvent.objects.exists()


def test_the_same_file_is_kept_once(listing: Listing) -> None:
    assert document_of(listing) == document_of(listing, filename="another name.txt")
    assert document_of(ListingFactory.create()).listing != listing


def test_a_listing_has_so_many_documents_and_no_more(listing: Listing) -> None:
    for number in range(rules.MOST_DOCUMENTS):
        document_of(listing, b"%d\n" % number)
    with pytest.raises(Refused) as refused:
        document_of(listing)
    assert refused.value.code == "TOO_MANY"


def test_a_document_is_renamed(listing: Listing) -> None:
    document, by = document_of(listing), manager_of(listing)
    for _ in range(2):
        edited = operations.edit_document(
            document=document, title=" Thawing ", kind=DocumentKind.DATA_SHEET, by=by, now=NOW
        )
    assert (edited.title, edited.kind) == ("Thawing", "data_sheet")
    audited = AuditEvent.objects.get(command="files.edit_document")
    assert audited.inputs == {"before": ["thawing protocol", "protocol"], "after": ["Thawing", "data_sheet"]}
    with pytest.raises(InvalidInput) as refused:
        operations.edit_document(document=document, title="", kind=DocumentKind.PROTOCOL, by=by, now=NOW)
    assert refused.value.field == "title"


def replace(document: ListingDocument, content: bytes, filename: str = "b.txt") -> ListingDocument:
    by = manager_of(document.listing)
    return operations.replace_document(document=document, content=content, filename=filename, by=by, now=NOW)


def test_a_replaced_document_keeps_its_title_and_purpose(listing: Listing) -> None:
    document = document_of(listing)

    replaced = replace(document, pdf(), "new.pdf")

    assert (replaced.pk, replaced.title, replaced.kind) == (document.pk, "thawing protocol", "protocol")
    assert (replaced.format, replaced.pages, replaced.size_bytes) == ("pdf", 1, len(pdf()))
    assert bytes(DocumentFile.objects.get().content) == pdf()
    assert replace(replaced, pdf()).sha256 == replaced.sha256
    assert AuditEvent.objects.filter(command="files.replace_document").count() == 1


def test_a_replacement_that_is_refused_leaves_the_document(listing: Listing) -> None:
    document, other = document_of(listing), document_of(listing, b"other\n")
    for content, code in ((pdf()[:100], "UNREADABLE"), (bytes(other.file.content), "ALREADY_THERE")):
        with pytest.raises(Refused) as refused:
            replace(document, content)
        assert refused.value.code == code
    assert bytes(ListingDocument.objects.get(pk=document.pk).file.content) == TEXT


def test_removing_a_document_leaves_nothing_of_it(listing: Listing) -> None:
    document = document_of(listing)
    operations.remove_document(document=document, by=manager_of(listing), now=NOW)
    assert (ListingDocument.objects.count(), DocumentFile.objects.count()) == (0, 0)
    assert AuditEvent.objects.get(command="files.remove_document").inputs["sha256"] == document.sha256
    with pytest.raises(NotFound):
        operations.remove_document(document=document, by=manager_of(listing), now=NOW)


COMMANDS: dict[str, Callable[[ListingDocument, Any], Any]] = {
    "add": lambda document, by: operations.add_document(
        listing=document.listing, content=b"x\n", filename="c.txt", kind=DocumentKind.PROTOCOL, by=by, now=NOW
    ),
    "replace": lambda document, by: operations.replace_document(
        document=document, content=b"x\n", filename="c.txt", by=by, now=NOW
    ),
    "edit": lambda document, by: operations.edit_document(
        document=document, title="Else", kind=DocumentKind.PROTOCOL, by=by, now=NOW
    ),
    "remove": lambda document, by: operations.remove_document(document=document, by=by, now=NOW),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_only_managers_change_documents(listing: Listing, command: str) -> None:
    document = document_of(listing)
    before = list(ListingDocument.objects.values()), AuditEvent.objects.count()
    for stranger in (
        PersonFactory.create(),
        member(Role.RESOURCE_MANAGER),
        member(Role.COMMITTEE_CHAIR, unit=listing.unit),
        member(Role.ORGANISATION_ADMIN, listing.unit.organisation),
    ):
        with pytest.raises(NotAllowed):
            COMMANDS[command](document, stranger)
    assert (list(ListingDocument.objects.values()), AuditEvent.objects.count()) == before
    COMMANDS[command](document, manager_of(listing))


def test_documents_are_seen_with_their_listing(listing: Listing) -> None:
    document = document_of(listing)
    Listing.objects.filter(pk=listing.pk).update(visibility="withdrawn")
    assert not queries.visible_documents(None).exists()
    assert not queries.visible_documents(PersonFactory.create()).exists()
    assert queries.visible_documents(manager_of(listing)).get() == document


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_at_once_is_kept_once(listing: Listing) -> None:
    by = manager_of(listing)
    results = together(
        *[
            lambda: operations.add_document(
                listing=listing, content=TEXT, filename="a.txt", kind=DocumentKind.PROTOCOL, by=by, now=NOW
            )
        ]
        * 3
    )
    assert {result.pk for result in results} == {ListingDocument.objects.get().pk}
