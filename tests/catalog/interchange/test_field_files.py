"""The field's real files, and a broken variant of each; skipped where they do not lie beside the checkout."""

from pathlib import Path

import pytest

from catalog.consent.models import ConsentRecord
from catalog.kinds.models import CellLine
from catalog.listings.models import Listing
from catalog.stock.models import Lot, Specimen
from exchange.parties.models import Person, Unit
from tests.factories.interchange import counts, imported, importer, problems

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
LINES = ["cellosaurus_entries_1.txt", "cellosaurus_entries_2.txt", "cellosaurus_entries_3.txt"]
OPTIONS = {
    "collection_key": "PUMA",
    "collection_title": "Biliary tract samples",
    "consent_form": "PUMA@1",
    "consent_title": "Broad consent",
    "consent_terms": "HMB; IRB",
    "consents_given": "yes",
}


def field_file(*parts: str) -> bytes:
    path = DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"shared/data/{'/'.join(parts)} is not beside this checkout")
    return path.read_bytes()


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


@pytest.fixture
def puma() -> bytes:
    return field_file("samples", "cbioportal_puma_biliary_sample.txt")


def test_all_samples_load_and_load_once(puma: bytes, manager: tuple[Person, Unit]) -> None:
    first = imported(puma, "cbioportal_samples", *manager, OPTIONS)
    second = imported(puma, "cbioportal_samples", *manager, OPTIONS)

    assert (counts(first), counts(second)) == ((54, 54, 0, 0, 0), (54, 0, 0, 54, 0))
    assert (Listing.objects.count(), Lot.objects.count(), ConsentRecord.objects.count()) == (1, 54, 23)
    specimens = Specimen.objects.values_list("donor_pseudonym", "material", "diagnosis", "diagnosis_code")
    assert specimens.get(lot__code="P2_A") == ("2", "FFPE", "Gallbladder Cancer", "ONCOTREE:GBC")
    assert specimens.get(lot__code="P2_N") == ("2", "Whole Blood", "Normal", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_samples_load_however_they_are_saved(
    puma: bytes, manager: tuple[Person, Unit], encoding: str, line_end: str
) -> None:
    saved = puma.decode().replace("\n", line_end).encode(encoding)

    assert counts(imported(saved, "cbioportal_samples", *manager, OPTIONS)) == (54, 54, 0, 0, 0)


def test_broken_samples_are_named_and_the_others_load(puma: bytes, manager: tuple[Person, Unit]) -> None:
    lines = puma.decode().split("\n")
    lines[5] = lines[5].replace("P1_N\t1\t", "\t1\t")
    lines[6] = lines[6].replace("P1_A\t1\t", "P1_A\t\t")
    lines[7] = lines[7].replace("\tFFPE\t", "\t\t").replace("\tGBC\t", "\tgall bladder\t")
    lines[9] = lines[7].replace("P2_A", "P2_N")
    lines[11] = lines[11].rstrip() + "\t" * 20 + "surplus"
    content = "\n".join(lines).encode()

    run = imported(content, "cbioportal_samples", *manager, OPTIONS)

    assert counts(run) == (54, 49, 0, 0, 5)
    assert problems(run) == [
        (6, "SAMPLE_ID", ""),
        (7, "PATIENT_ID", ""),
        (8, "ONCOTREE_CODE", "gall bladder"),
        (8, "SAMPLE_CLASS", ""),
        (10, "ONCOTREE_CODE", "gall bladder"),
        (10, "SAMPLE_CLASS", ""),
        (10, "SAMPLE_ID", "P2_N"),
        (12, "SAMPLE_ID", lines[11].split("\t")[0]),
    ]


@pytest.mark.parametrize("joint", ["", "\n"])
def test_cell_lines_load_with_the_contaminated_one_flagged(joint: str, manager: tuple[Person, Unit]) -> None:
    content = joint.encode().join(field_file("cell_lines", name) for name in LINES)
    options = {"vials": "5", "deleted_accessions": field_file("cell_lines", "cellosaurus47_deleted_ACs.txt").decode()}

    first = imported(content, "cellosaurus", *manager, options)
    second = imported(content, "cellosaurus", *manager, options)

    assert (counts(first), counts(second)) == ((4, 4, 0, 0, 0), (4, 0, 0, 4, 0))
    assert dict(Listing.objects.exclude(warning="").values_list("provider_key", "warning")) == {
        "CVCL_2260": (
            "Contaminated. Shown to be a HeLa derivative (PubMed=566722; PubMed=20143388). Originally thought to"
            " originate from the conjunctiva of a child."
        )
    }
    assert dict(Listing.objects.values_list("title", "origin")) == {
        "#15310-LN": "human_anonymous",
        "XP3OS": "human_anonymous",
        "1-5c-4": "human_anonymous",
        "ZZ-R 127": "not_human",
    }
    line = CellLine.objects.get(accession="CVCL_3245")
    assert (line.derived_from_site, line.donor_age, line.cellosaurus_version) == ("In situ; Skin", "5Y", "20")
    assert [disease["code"] for disease in line.diseases] == ["C3965", "Orphanet_910"]
    assert (line.str_profile["TH01"], len(line.str_profile)) == (["7"], 16)
    assert set(Lot.objects.values_list("on_hand", flat=True)) == {5}


def test_broken_cell_lines_are_named_and_the_others_load(manager: tuple[Person, Unit]) -> None:
    content = b"".join(field_file("cell_lines", name) for name in LINES)
    deleted = field_file("cell_lines", "cellosaurus47_deleted_ACs.txt").decode()
    content = content.replace(b"AC   CVCL_E548", b"AC   CVCL_0048").replace(b"AC   CVCL_5418", b"AC   CVCL-5418")
    cut_off = content.rstrip().removesuffix(b"//")

    run = imported(cut_off, "cellosaurus", *manager, {"deleted_accessions": deleted})

    assert counts(run) == (4, 2, 0, 0, 2)
    assert problems(run) == [
        (1, "AC", "CVCL_0048"),
        # Loaded, but a draft: nobody has said why a problematic line is listed.
        (75, "AC", "CVCL_2260"),
        (119, "AC", "CVCL-5418"),
        (119, "ID", "ZZ-R 127"),
    ]
    assert run.problems.get(row=1).reason == ("Cellosaurus has deleted this accession. Was never publicly available")


def test_the_list_of_deleted_accessions_is_no_list_of_lines(manager: tuple[Person, Unit]) -> None:
    run = imported(field_file("cell_lines", "cellosaurus47_deleted_ACs.txt"), "cellosaurus", *manager)

    assert (run.state, run.failure) == ("failed", "The file has no entry of Cellosaurus: no line begins with ID.")
