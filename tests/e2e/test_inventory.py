"""A manager looks after what the unit lists; what they take away is gone for everybody."""

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.e2e.people import People, assert_accessible

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

BREAST, BILIARY = "Breast cancer: tumour and matched blood", "Biliary tract cancer: gallbladder and bile ducts"
MELANOMA = "Melanoma: primary tumours and metastases"
KEYS = ["MVB-ALL", "MVB-BILIARY", "MVB-BREAST", "MVB-MELANOMA", "MVB-SOP-7@1", "MVB-SOP-7@2"]
PHONE: ViewportSize = {"width": 375, "height": 720}


def assert_offered(people: People, title: str, *, is_offered: bool) -> None:
    """Assert that somebody who is not signed in finds a listing, or that it is not there."""
    page = people.visitor()
    page.goto("/catalogue?kind=SAMPLE_COLLECTION")
    # One of the unit's listings stays public all the time, so its sight says that the answer is there.
    expect(page.get_by_role("article", name=MELANOMA)).to_be_visible(timeout=20_000)
    expect(page.get_by_role("article", name=title)).to_have_count(1 if is_offered else 0)
    page.context.close()


def choose(page: Page, title: str) -> None:
    """Choose a listing by keyboard."""
    page.get_by_role("checkbox", name=f"Choose {title}").focus()
    page.keyboard.press("Space")


def only_the_demos(page: Page) -> Locator:
    """Narrow the inventory to what the demo world lists, whatever else was imported since; return its table."""
    page.get_by_label("Search the inventory").fill("mvb-")
    page.keyboard.press("Enter")
    return page.get_by_role("table", name="Listings")


def test_bulk_edit_is_previewed_made_and_undone(people: People) -> None:
    page = people["resource_manager"]
    page.get_by_role("link", name="Inventory").click()
    table = only_the_demos(page)
    expect(table.get_by_role("row")).to_have_count(len(KEYS) + 1)
    assert_accessible(page, "inventory")

    for title in (BREAST, BILIARY):
        choose(page, title)
    expect(page.get_by_text("2 listings chosen")).to_be_visible()
    page.get_by_role("button", name="Edit the chosen…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Seen by").select_option("WITHDRAW")
    dialog.get_by_label("Why they are no longer offered").fill("Being counted anew.")
    assert_accessible(page, "bulk edit")
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog.get_by_text("2 listings of 2 will change.")).to_be_visible()
    assert_accessible(page, "preview of a bulk edit")
    dialog.get_by_role("button", name="Apply").click()

    expect(page.get_by_text("2 listings changed")).to_be_visible()
    expect(table.get_by_role("row", name=BREAST)).to_contain_text("Withdrawn")
    assert_offered(people, BREAST, is_offered=False)
    assert_accessible(page, "inventory with its undo notice")

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The change is undone")).to_be_visible()
    expect(table.get_by_role("row", name=BREAST)).to_contain_text("Public")
    assert_offered(people, BREAST, is_offered=True)
    assert people.console_errors == []


def test_inventory_is_filtered_and_sorted(people: People) -> None:
    page = people["resource_manager"]
    page.goto("/inventory")
    table = only_the_demos(page)
    page.get_by_label("Sort by").select_option("KEY")
    expect(table.get_by_role("rowheader")).to_have_text([re.compile(f"{re.escape(key)}$") for key in KEYS])

    page.get_by_label("Search the inventory").fill("mvb-bil")
    page.keyboard.press("Enter")
    expect(table.get_by_role("row")).to_have_count(2)
    page.get_by_label("Seen by").select_option("DRAFT")
    expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()
    assert_accessible(page, "inventory without rows")


def test_listing_is_edited_withdrawn_and_published_again(people: People) -> None:
    page = people["resource_manager"]
    page.goto("/inventory")
    page.get_by_role("link", name=BILIARY).click()
    expect(page.get_by_role("heading", level=1, name=BILIARY)).to_be_visible()
    assert_accessible(page, "editing a listing")

    page.get_by_label("New use terms").fill("anything goes")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("New use terms")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("New use terms").fill("")
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("A listing needs a title.")).to_be_visible()
    page.get_by_label("Title").fill(BILIARY)
    page.get_by_label("Summary").fill("A rare-cancer collection with blood taken before treatment, counted anew.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Notice").get_by_text("The listing was saved.")).to_be_visible()

    page.get_by_role("button", name="Withdraw…").click()
    page.get_by_role("dialog").get_by_label("Why it is no longer offered").fill("Used up.")
    page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Reason: Used up.")).to_be_visible()
    assert_offered(people, BILIARY, is_offered=False)

    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Everybody sees it and can ask for it.")).to_be_visible()
    assert_offered(people, BILIARY, is_offered=True)


def test_inventory_fits_a_phone(people: People) -> None:
    page = people["resource_manager"]
    page.set_viewport_size(PHONE)
    page.goto("/inventory")
    expect(page.get_by_role("table", name="Listings")).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    assert_accessible(page, "inventory on a phone")
    page.get_by_role("link", name=BREAST).click()
    expect(page.get_by_role("heading", level=1, name=BREAST)).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
