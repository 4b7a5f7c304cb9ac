"""What Cellosaurus has deleted cannot be listed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.kinds.rules.accession import deleted_accessions, release_of
from catalog.listings.models import Listing
from catalog.quality import operations, queries
from catalog.quality.models import DeletedAccession
from tests.factories.interchange import cell_line, counts, imported, importer, problems

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "cell_lines" / "cellosaurus47_deleted_ACs.txt"
LIST = " Version: 47.0\n\nCVCL_0048  Was never public\nCVCL_0222\nnot CVCL_0001\n"


def test_a_list_names_accessions_with_reasons_and_its_release() -> None:
    assert deleted_accessions(LIST) == {"CVCL_0048": "Was never public", "CVCL_0222": ""}
    assert (release_of(LIST), release_of("CVCL_0048")) == ("47.0", "")


@pytest.mark.django_db
def test_the_list_is_loaded_whole_and_once(tmp_path: Path) -> None:
    operations.load_deleted_accessions(reasons={"CVCL_9999": "Old", "CVCL_0048": "Old"}, release="46.0")
    file = tmp_path / "deleted.txt"
    file.write_text(LIST)
    out = StringIO()

    call_command("load_deleted_accessions", file, stdout=out)
    call_command("load_deleted_accessions", file, stdout=out)

    line = "2 accessions of release 47.0 are deleted; no line can be listed under them.\n"
    assert out.getvalue() == line * 2
    assert list(DeletedAccession.objects.order_by("pk").values_list("accession", "reason", "release")) == [
        ("CVCL_0048", "Was never public", "47.0"),
        ("CVCL_0222", "", "47.0"),
    ]
    assert queries.deleted(["CVCL_0048", "CVCL_0031"]) == {"CVCL_0048": "Was never public"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"MCF-7", "no accession"), (b"CVCL_0048", "does not name its release"), (b"\xff\xfe", "codec")],
)
def test_another_file_changes_nothing(content: bytes, reason: str, tmp_path: Path) -> None:
    operations.load_deleted_accessions(reasons={"CVCL_9999": "Old"}, release="46.0")
    (tmp_path / "file.txt").write_bytes(content)

    with pytest.raises(CommandError, match=reason):
        call_command("load_deleted_accessions", tmp_path / "file.txt")

    assert DeletedAccession.objects.get().release == "46.0"


@pytest.mark.django_db
def test_the_field_s_own_list_loads() -> None:
    if not DATA.exists():
        pytest.skip("shared/data/cell_lines is not beside this checkout")

    call_command("load_deleted_accessions", DATA, stdout=StringIO())

    assert DeletedAccession.objects.filter(release="47.0").count() == 36
    assert queries.deleted(["CVCL_0282"]) == {"CVCL_0282": "Deleted in release 10; primary cell (h-Nheps)"}


@pytest.mark.django_db
def test_an_import_refuses_a_deleted_line_with_the_reason_and_loads_the_others() -> None:
    operations.load_deleted_accessions(reasons={"CVCL_0048": "Was never public"}, release="47.0")

    run = imported((cell_line("CVCL_0048", "HEK-X") + cell_line()).encode(), "cellosaurus", *importer())

    assert counts(run) == (2, 1, 0, 0, 1)
    assert problems(run) == [(1, "AC", "CVCL_0048")]
    assert run.problems.get().reason == "Cellosaurus has deleted this accession. Was never public"
    assert list(Listing.objects.values_list("provider_key", flat=True)) == ["CVCL_0031"]
