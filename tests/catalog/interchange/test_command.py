"""The command line: what it prints, and with which code it ends."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.interchange.management.commands.import_listings import Bar
from catalog.interchange.models import ImportRun
from catalog.listings.models import Listing
from catalog.stock.models import Lot
from exchange.parties.models import Person, Unit
from tests.factories.interchange import cell_line, importer, plasmids, samples
from tests.factories.parties import PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


def call(path: Path, content: bytes, form: str, unit: str, *options: str, **more: str) -> str:
    path.write_bytes(content)
    out = io.StringIO()
    call_command("import_listings", path, format=form, unit=unit, option=list(options), stdout=out, **more)
    return out.getvalue()


def test_a_good_file_is_counted(tmp_path: Path, manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    path = tmp_path / "plasmids.csv"

    said = [call(path, plasmids("K1", "K2"), "table_plasmid", unit.name) for _ in range(2)]

    assert said == [
        "2 rows: 2 created, 0 updated, 0 unchanged, 0 rejected.\n",
        "2 rows: 0 created, 0 updated, 2 unchanged, 0 rejected.\n",
    ]
    assert set(ImportRun.objects.values_list("started_by", "upload__filename")) == {(by.pk, "plasmids.csv")}


def test_rejected_rows_are_tabled_and_end_with_code_1(tmp_path: Path, manager: tuple[Person, Unit]) -> None:
    path, out = tmp_path / "samples.txt", io.StringIO()
    path.write_bytes(samples("S1 P1", " P2", "S1 P3"))

    with pytest.raises(SystemExit) as end:
        call_command(
            "import_listings",
            path,
            format="cbioportal_samples",
            unit=f"{manager[1].organisation} / {manager[1]}",
            option=["collection_key=C1", "collection_title=Title = with a sign"],
            stdout=out,
        )

    assert end.value.code == 1
    assert out.getvalue().splitlines() == [
        "3 rows: 1 created, 0 updated, 0 unchanged, 2 rejected.",
        "line  column                value                   reason",
        "7     SAMPLE_ID                                     A value is missing. For example P2_A.",
        "8     SAMPLE_ID             S1                      Line 6 has it already. Keep one of the two.",
    ]
    assert Listing.objects.get().title == "Title = with a sign"


def test_an_option_may_come_from_a_file(tmp_path: Path, manager: tuple[Person, Unit]) -> None:
    stock = tmp_path / "stock.csv"
    stock.write_text("accession,vials\nCVCL_0031,4\n", encoding="utf-8-sig")

    call(tmp_path / "lines.txt", cell_line().encode(), "cellosaurus", str(manager[1].pk), f"stock=@{stock}")

    assert Lot.objects.get().on_hand == 4


@pytest.mark.parametrize(
    ("content", "form", "options", "sentence"),
    [
        (b"%PDF", "table_plasmid", [], "This is a PDF document"),
        (b"", "table_plasmid", [], "The file is empty"),
        (plasmids("K1"), "table_plasmid", ["colour=red"], "has no option 'colour'"),
        (plasmids("K1"), "table_plasmid", ["colour"], "as KEY=VALUE"),
        (plasmids("K1"), "table_plasmid", ["lot=@nowhere.txt"], "nowhere.txt"),
        (samples("S1 P1"), "cbioportal_samples", [], "The option collection_key is missing"),
    ],
)
def test_what_cannot_be_imported_says_why(
    tmp_path: Path, manager: tuple[Person, Unit], content: bytes, form: str, options: list[str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call(tmp_path / "file", content, form, manager[1].name, *options)
    assert not Listing.objects.exists()


def test_the_importing_person_is_named_where_several_may(tmp_path: Path, manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    other, _ = importer(unit)
    path = tmp_path / "plasmids.csv"

    with pytest.raises(CommandError, match=f"may: {', '.join(sorted([by.email, other.email]))}"):
        call(path, plasmids("K1"), "table_plasmid", unit.name)
    with pytest.raises(CommandError, match=r"Nobody signs in as nobody@example\.org"):
        call(path, plasmids("K1"), "table_plasmid", unit.name, by="nobody@example.org")
    with pytest.raises(CommandError, match="needs the role Resource manager"):
        call(path, plasmids("K1"), "table_plasmid", unit.name, by=PersonFactory.create().email)
    call(path, plasmids("K1"), "table_plasmid", unit.name, by=other.email.upper())

    assert ImportRun.objects.get().started_by == other


def test_the_unit_is_named_beyond_doubt(tmp_path: Path, manager: tuple[Person, Unit]) -> None:
    twin = UnitFactory.create(name=manager[1].name)
    path = tmp_path / "plasmids.csv"

    with pytest.raises(CommandError, match="There is no unit 'Nowhere'"):
        call(path, plasmids("K1"), "table_plasmid", "Nowhere")
    with pytest.raises(CommandError, match=f"several units.*{twin.organisation} / {twin}"):
        call(path, plasmids("K1"), "table_plasmid", twin.name)
    with pytest.raises(CommandError, match="nobody yet"):
        call(path, plasmids("K1"), "table_plasmid", f"{twin.organisation} / {twin}")


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path, manager: tuple[Person, Unit]) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_listings", tmp_path / "x", format="table_plasmid", unit=manager[1].name)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_grows_on_a_terminal_and_is_silent_elsewhere() -> None:
    terminal, pipe = Terminal(), io.StringIO()

    for stream in (terminal, pipe):
        for checked in (0, 500, 1000):
            Bar(stream).show(checked, 1000)

    assert terminal.getvalue().split("\r")[1:] == [
        "[..............................] 0 of 1000 rows checked",
        "[###############...............] 500 of 1000 rows checked",
        "[##############################] 1000 of 1000 rows checked\n",
    ]
    assert pipe.getvalue() == ""
