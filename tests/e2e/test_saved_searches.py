"""A researcher finds by what is suggested while they type, and saves the search to be told of what is new."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import People, assert_accessible

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

FIELD = "Search the catalogue"


def suggested(page: Page, text: str) -> None:
    """Type a text into the empty field and wait for what is suggested."""
    page.get_by_label(FIELD).fill("")
    page.get_by_label(FIELD).press_sequentially(text, delay=20)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible(timeout=20_000)


def test_suggestions_lead_to_a_listing_and_to_a_provider_by_keyboard(people: People) -> None:
    page = people["researcher"]
    page.goto("/catalogue")
    field = page.get_by_label(FIELD)
    suggested(page, "mur vally")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_accessible(page, "suggestions")
    offered = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(offered).to_have_count(2)
    field.press("ArrowDown")
    field.press("ArrowDown")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(chosen).to_contain_text("Mur Valley University Hospital")
    field.press("Enter")
    expect(page.get_by_role("button", name="Remove Provider: Mur Valley University Hospital")).to_be_visible()
    assert "provider=" in page.url

    suggested(page, "rrid:cvcl_0031")
    expect(page.get_by_role("group", name="By this identifier")).to_contain_text("MCF-7")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", name="MCF-7", level=1)).to_be_visible()

    page.goto("/catalogue")
    suggested(page, "melanma")
    field.press("Escape")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    field.press("Enter")
    expect(page).to_have_url(re.compile("q=melanma"))
    assert people.console_errors == []


def test_a_search_is_saved_opened_renamed_and_deleted(people: People) -> None:
    page = people["researcher"]
    page.goto("/saved-searches")
    expect(page.get_by_role("heading", name="Nothing saved yet")).to_be_visible()
    assert_accessible(page, "no saved searches")

    page.goto("/catalogue?q=melanoma&kind=SAMPLE_COLLECTION&sort=NEWEST")
    page.get_by_role("button", name="Save this search").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Melanoma samples")
    dialog.get_by_label("Tell me of new listings").select_option("WEEKLY")
    assert_accessible(page, "saving a search")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_be_hidden()

    page.get_by_role("button", name="Your account").click()
    page.get_by_role("link", name="Saved searches").click()
    entry = page.get_by_role("list", name="Saved searches").get_by_role("listitem")
    expect(entry).to_contain_text("“melanoma”, 1 filter")
    often = page.get_by_label("Tell me of what is new to Melanoma samples")
    expect(often).to_have_value("WEEKLY")
    often.select_option("DAILY")
    expect(page.get_by_text("Set for Melanoma samples.").first).to_be_attached()
    assert_accessible(page, "saved searches")

    page.get_by_role("button", name="Rename Melanoma samples").click()
    dialog.get_by_label("Name").fill("All melanoma")
    dialog.get_by_role("button", name="Rename").click()
    page.get_by_role("link", name="All melanoma").click()
    expect(page).to_have_url(re.compile("q=melanoma.*SAMPLE_COLLECTION.*sort=NEWEST"))

    page.goto("/saved-searches")
    page.get_by_role("button", name="Delete All melanoma").click()
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Nothing saved yet")).to_be_visible()
    assert people.console_errors == []


def test_saved_searches_fit_a_phone(people: People) -> None:
    page = people["researcher"]
    page.goto("/catalogue?q=melanoma")
    page.get_by_role("button", name="Save this search").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Samplesofmelanomawithaveryverylongnamethatnobodywouldeverwritebutsomebodydoes")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto("/saved-searches")
    expect(page.get_by_role("button", name="Rename Samplesofmelanoma")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_accessible(page, "saved searches on a phone")
