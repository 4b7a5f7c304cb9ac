"""The whole deal in the browser, on real files, as the people who make it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.stack.choices import ROOT
from tests.e2e.people import People, assert_accessible

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

SHARED = ROOT.parent / "shared" / "data"
SAMPLES = SHARED / "samples" / "cbioportal_puma_biliary_sample.txt"
CELL_LINES = SHARED / "cell_lines" / "cellosaurus_entries_2.txt"
PROJECT = "Biliary tract cancer in blood"
COLLECTION = "Biliary tract cancer: tissue and cell-free DNA"
WAYBILLS = ("WB-SAMPLES", "WB-VIALS")
EVIDENCE_TRIES = 30
BIOBANK, CELL_BANK = "Mur Valley Biobank", "Aire Cell Bank"


@pytest.mark.skipif(not SAMPLES.is_file(), reason="needs the shared data beside the checkout")
def test_deal_from_import_to_receipt(people: People, tmp_path: Path) -> None:
    import_samples(people)
    import_cell_lines(people)
    import_plasmids(people, tmp_path)
    describe_project(people)
    find_and_fill_basket(people)
    number = submit(people)
    decide(people)
    agree(people)
    prove(people)
    ship(people)
    receive(people, number)
    assert people.console_errors == []


def import_samples(people: People) -> None:
    page = people["resource_manager"]
    options = {
        "Your own identifier of the collection": "PUMA",
        "Title of the collection": COLLECTION,
        "Consent form of the donors": "PUMA@1",
        "Title of that form": "Consent of the biliary study",
        "What that form allows": "HMB; IRB; PUB",
        "Every donor of the file has signed it": "yes",
        "Somebody else's terms bind what is in the file": "no",
    }
    start_import(people, page, "Samples (cBioPortal clinical sample file)", options, SAMPLES)
    expect(page.get_by_text("54", exact=True).first).to_be_visible()
    assert_accessible(page, "import run")


def import_cell_lines(people: People) -> None:
    page = people["cell_bank_manager"]
    options = {
        "Vials of each line": "10",
        "Passage number of the vials": "5",
        "What may be done with the lines": "GRU",
        "Somebody else's terms bind what is in the file": "no",
        "Why problematic ones are listed": "Groups that study contamination ask for it.",
    }
    start_import(people, page, "Cell lines (Cellosaurus flat file)", options, CELL_LINES)
    visitor = people.visitor()
    visitor.goto("/catalogue?q=1-5c-4")
    expect(visitor.get_by_text("Shown to be a HeLa derivative")).to_be_visible()
    assert_accessible(visitor, "catalogue of a visitor")


def import_plasmids(people: People, folder: Path) -> None:
    file = folder / "plasmids.csv"
    file.write_text(
        "key,name,backbone,bacterial_resistance,growth_strain,growth_temperature_c\n"
        "E2E-1,pE2E-GOOD,pUC19,ampicillin,DH5alpha,37\n"
        "E2E-2,pE2E-BAD,pUC19,ampicillin,DH5alpha,warm\n"
    )
    page = people["cell_bank_manager"]
    start_import(people, page, "Plasmids (table)", {}, file)
    problem = page.get_by_role("row").filter(has_text="growth_temperature_c")
    expect(problem).to_contain_text("3")
    expect(problem).to_contain_text("warm")
    assert_accessible(page, "import run with problems")


def start_import(people: People, page: Page, name: str, options: dict[str, str], file: Path) -> None:
    page.goto("/imports")
    page.get_by_role("link", name="Import a file").first.click()
    page.get_by_role("radio", name=name).check()
    assert_accessible(page, f"import form of {name}")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="File").click()
    chooser.value.set_files(file)
    page.get_by_role("button", name="Next").click()
    if "Cellosaurus" not in name:
        expect(page.get_by_role("heading", name="Columns")).to_be_visible(timeout=30_000)
        assert_accessible(page, f"columns of {name}")
        page.get_by_role("button", name="Next").click()
    for label, value in options.items():
        page.get_by_label(label).fill(value)
    assert_accessible(page, f"details of {name}")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="First rows")).to_be_visible(timeout=30_000)
    assert_accessible(page, f"preview of {name}")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="What was done with the rows")).to_be_visible(timeout=30_000)


def describe_project(people: People) -> None:
    page = people["researcher"]
    page.goto("/projects/new")
    page.get_by_label("Title").fill(PROJECT)
    page.get_by_label("Summary in plain words").fill(
        "We look for tumour DNA in the blood of people with biliary cancer."
    )
    page.get_by_role("checkbox", name="disease").first.check()
    page.get_by_role("combobox", name="Diseases").fill("cholangiocarcinoma")
    page.get_by_role("option", name="cholangiocarcinoma (MONDO:0019087)").click()
    page.get_by_role("radiogroup", name="Is the use commercial?").get_by_label("No", exact=True).check()
    page.get_by_role("radiogroup", name="Will genomes or genotypes be studied?").get_by_label("Yes").check()
    page.get_by_role("radiogroup", name="Will you publish the results").get_by_label("Yes").check()
    page.get_by_role("checkbox", name="NVREC-2026-118").check()
    assert_accessible(page, "project form")
    page.get_by_role("button", name="Save the project").click()
    expect(page.get_by_role("heading", level=1, name=PROJECT)).to_be_visible()
    assert_accessible(page, "project")


def find_and_fill_basket(people: People) -> None:
    page = people["researcher"]
    page.goto("/catalogue")
    page.get_by_label("Usable for my project").select_option(label=PROJECT)
    page.get_by_label("Search the catalogue").fill("biliary")
    page.get_by_role("button", name="Search", exact=True).click()
    card = page.get_by_role("article", name=COLLECTION)
    expect(card).to_contain_text("results are made available")
    assert_accessible(page, "catalogue with verdicts")
    card.get_by_role("link", name=COLLECTION).click()
    page.get_by_role("checkbox", name="Choose P10_A").check()
    page.get_by_role("checkbox", name="Choose P10_N").check()
    assert_accessible(page, "listing")
    page.get_by_role("button", name="Add to basket").click()
    expect(page.get_by_role("link", name="Open the basket")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Catalogue").click()
    page.get_by_label("Search the catalogue").fill("XP3OS")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("article", name="XP3OS").get_by_role("link", name="XP3OS").click()
    page.get_by_label("How many").fill("2")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="Open the basket").click()
    expect(page.get_by_role("heading", name=BIOBANK)).to_be_visible()
    expect(page.get_by_role("heading", name=CELL_BANK)).to_be_visible()
    assert_accessible(page, "basket")


def submit(people: People) -> str:
    page = people["researcher"]
    page.get_by_label("Shipping address").fill("Tumour Genomics Laboratory\nHill Road 12\nKampala\nUganda")
    page.get_by_role("button", name="Submit the request").click()
    page.get_by_role("dialog").get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/requests/*")
    expect(page.get_by_text("In review").first).to_be_visible()
    assert_accessible(page, "request in review")
    number = re.search(r"R-\d{4}-\d{5}", page.get_by_role("main").inner_text())
    assert number is not None
    return number[0]


def decide(people: People) -> None:
    for role in ("committee_chair", "cell_bank_committee"):
        page = people[role]
        page.goto("/inbox")
        assert_accessible(page, f"inbox of {role}")
        page.get_by_role("link", name=PROJECT).first.click()
        assert_accessible(page, f"part before {role}")
        page.get_by_role("button", name="Approve…").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill("It fits what the donors agreed to.")
        assert_accessible(page, "decision")
        dialog.get_by_role("button", name="Approve", exact=True).click()
        expect(page.get_by_text("Decision of the committee")).to_be_visible()


def agree(people: People) -> None:
    for title, legal, signatory in (
        ("Human-material transfer agreement", "legal_officer", "authorised_signatory"),
        ("Letter agreement", "cell_bank_legal_officer", "cell_bank_signatory"),
    ):
        for role in (legal, "recipient_legal_officer"):
            page = open_agreement(people, role, title)
            assert_accessible(page, f"agreement before {role}")
            page.get_by_role("button", name="Approve the text").click()
            page.get_by_role("dialog").get_by_role("button", name="Approve", exact=True).click()
            expect(page.get_by_role("button", name="Approve the text")).to_be_hidden()
        for role in (signatory, "recipient_signatory"):
            page = open_agreement(people, role, title)
            page.get_by_role("checkbox", name="I have read this agreement").check()
            assert_accessible(page, f"signing by {role}")
            page.get_by_role("button", name="Sign", exact=True).click()
            expect(page.get_by_role("button", name="Sign", exact=True)).to_be_hidden()


def open_agreement(people: People, role: str, title: str) -> Page:
    """Open the newest agreement of that form that waits for the person."""
    page = people[role]
    page.goto("/agreements")
    assert_accessible(page, f"agreements of {role}")
    page.get_by_role("link").filter(has_text=title).first.click()
    return page


def prove(people: People) -> None:
    """Take the last agreement's evidence away and check it: a task makes it after the last seal."""
    page = people["recipient_signatory"]
    link = page.get_by_role("link", name=re.compile("^Evidence"))
    for _ in range(EVIDENCE_TRIES):
        page.reload()
        expect(page.get_by_role("heading", name="Documents")).to_be_visible()
        if link.count():
            break
        page.wait_for_timeout(1000)
    assert_accessible(page, "executed agreement")
    with page.expect_download() as download:
        link.click()
    assert re.fullmatch(r"A-\d{4}-\d{5}-evidence\.zip", download.value.suggested_filename)
    command = [sys.executable, "manage.py", "verify_bundle", str(download.value.path())]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout[:16]) == (0, "SOUND agreement "), checked.stdout + checked.stderr


def ship(people: People) -> None:
    for role, waybill in (("resource_manager", WAYBILLS[0]), ("cell_bank_manager", WAYBILLS[1])):
        page = people[role]
        page.goto("/inbox")
        page.get_by_role("link", name=PROJECT).first.click()
        page.get_by_label("Coldest, °C").fill("-90")
        page.get_by_label("Warmest, °C").fill("-60")
        assert_accessible(page, f"part before the shipment of {role}")
        page.get_by_role("button", name="Prepare the shipment").click()
        page.wait_for_url("**/shipments/*")
        page.get_by_label("Carrier").fill("Polar Courier")
        page.get_by_label("Waybill").fill(waybill)
        assert_accessible(page, "shipment before it leaves")
        page.get_by_role("button", name="Ship…").click()
        page.get_by_role("dialog").get_by_role("button", name="It has left").click()
        expect(page.get_by_label("Carrier")).to_be_hidden()


def receive(people: People, number: str) -> None:
    page = people["researcher"]
    for waybill in WAYBILLS:
        page.goto("/shipments")
        assert_accessible(page, "shipments")
        page.get_by_role("listitem").filter(has_text=waybill).get_by_role("link").click()
        expect(page.get_by_label("How it arrived").first).to_be_visible()
        for choice in page.get_by_label("How it arrived").all():
            choice.select_option("GOOD")
        assert_accessible(page, "receipt")
        page.get_by_role("button", name="Confirm the receipt…").click()
        page.get_by_role("dialog").get_by_role("button", name="Confirm the receipt").click()
        expect(page.get_by_role("button", name="Confirm the receipt…")).to_be_hidden()
    page.goto("/requests")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_text("Received").first).to_be_visible()
    assert_accessible(page, "request that was received")
