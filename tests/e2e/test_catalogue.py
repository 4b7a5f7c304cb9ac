"""The catalogue as a visitor uses it: narrowing, the three views, comparing, sharing, by keyboard and on a phone."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import People, assert_accessible
from tests.e2e.test_pages import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

FOUND = re.compile(r"^\d+ listings? found$")


def catalogue(people: People, **chosen: list[str] | str) -> Page:
    """Open the catalogue in a new window, with some things chosen in its address."""
    page = people.visitor(viewport={"width": 1280, "height": 900})
    given = {name: value if isinstance(value, str) else json.dumps(value) for name, value in chosen.items()}
    page.goto("/catalogue?" + "&".join(f"{name}={quote(value)}" for name, value in given.items()))
    expect(page.get_by_role("heading", name=FOUND)).to_be_visible()
    return page


def found(page: Page) -> int:
    return int(page.get_by_role("heading", name=FOUND).inner_text().split()[0])


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_facets_narrow_and_are_taken_back(people: People) -> None:
    page = catalogue(people)
    everything = found(page)
    filters = page.get_by_role("region", name="Filters", exact=True)
    kinds = filters.get_by_role("group", name="Kind")
    plasmids = kinds.get_by_role("checkbox", name=re.compile("^Plasmid"))

    kinds.get_by_role("checkbox", name=re.compile("^Cell line")).check()
    chips = page.get_by_role("region", name="Chosen filters")
    expect(chips.get_by_role("button", name="Remove Kind: Cell line")).to_be_visible()
    expect(plasmids).to_be_visible()
    expect(page.get_by_role("heading", name=FOUND)).not_to_have_text(f"{everything} listings found")
    lines = found(page)
    assert 0 < lines < everything
    plasmids.check()
    expect(page.get_by_role("heading", name=FOUND)).not_to_have_text(f"{lines} listings found")
    filters.locator("summary", has_text="Where and who").press("Enter")
    filters.get_by_role("group", name="Sector of the provider").get_by_role("checkbox").first.check()
    chips.get_by_role("button", name="Remove Kind: Plasmid").click()
    expect(plasmids).not_to_be_checked()

    stranger = people.visitor()
    stranger.goto(page.url)
    expect(stranger.get_by_role("region", name="Chosen filters").get_by_role("listitem")).to_have_count(3)
    chips.get_by_role("button", name="Clear all").press("Enter")
    expect(page.get_by_role("heading", name=f"{everything} listings found")).to_be_visible()
    assert people.console_errors == []


def test_what_is_chosen_stays_though_it_finds_nothing(people: People) -> None:
    page = catalogue(people, country=["FR"])
    assert found(page) == 0
    expect(page.get_by_role("checkbox", name="France 0")).to_be_checked()
    expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()
    page.get_by_role("button", name="Search without filters").click()
    expect(page.get_by_role("article").first).to_be_visible()


def test_table_has_the_facts_of_one_kind_and_is_sorted(people: People) -> None:
    page = catalogue(people, kind=["CELL_LINE"])
    page.get_by_text("Table", exact=True).click()
    table = page.get_by_role("table", name="Listings")
    expect(table.get_by_role("columnheader", name="Species")).to_be_visible()
    table.get_by_role("button", name="Listing").press("Enter")
    expect(table.get_by_role("columnheader", name="Listing")).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile("sort=NAME"))
    titles = table.get_by_role("rowheader").get_by_role("link")
    expect(titles.first).to_have_text("A-549")
    shown = titles.all_inner_texts()
    assert shown == sorted(shown, key=str.casefold)
    assert_accessible(page, "table")


def test_map_and_its_table_choose_countries(people: People) -> None:
    page = catalogue(people, view="map")
    country = page.get_by_role("group", name="Map of the providers").get_by_role("checkbox", name="Austria")
    country.focus()
    page.keyboard.press("Enter")
    expect(country).to_be_checked()
    row = page.get_by_role("table", name="Listings by country").get_by_role("row", name="Austria")
    expect(row.get_by_role("checkbox")).to_be_checked()
    count = row.get_by_role("cell").last.inner_text()
    expect(page.get_by_role("heading", name=f"{count} listings found")).to_be_visible()
    assert_accessible(page, "map")
    row.get_by_role("checkbox").uncheck()
    expect(country).not_to_be_checked()
    assert people.console_errors == []


def test_listings_are_compared_side_by_side(people: People) -> None:
    page = catalogue(people, kind=["CELL_LINE"])
    for name in ("MCF-7", "A-549"):
        page.get_by_role("checkbox", name=f"Compare {name}").check()
    page.get_by_role("link", name="Compare (2)").click()
    table = page.get_by_role("table", name="Listings side by side")
    expect(table.get_by_role("columnheader")).to_have_count(2)
    expect(table.get_by_role("row", name=re.compile("^Species"))).to_be_visible()
    assert_accessible(page, "comparison")

    page.get_by_role("switch", name="Show only what differs").click()
    expect(table.get_by_role("row", name=re.compile("^Species"))).to_have_count(0)
    expect(table.get_by_role("row", name=re.compile("^Diseases"))).to_be_visible()
    page.goto(page.url + "&listing=" + quote(json.dumps(["gone"])))
    expect(page.get_by_text("This one cannot be shown.")).to_be_visible()


def test_seventh_listing_is_refused_with_words(people: People) -> None:
    page = catalogue(people)
    boxes = page.get_by_role("checkbox", name=re.compile("^Compare "))
    for place in range(6):
        boxes.nth(place).click()
    expect(page.get_by_role("link", name="Compare (6)")).to_be_visible()
    boxes.nth(6).click()
    expect(page.get_by_text("At most 6 listings are compared.")).to_be_visible()
    expect(boxes.nth(6)).not_to_be_checked()
    expect(page.get_by_role("link", name="Compare (6)")).to_be_visible()


def test_catalogue_fits_a_phone(people: People) -> None:
    page = catalogue(people, country=["AT"])
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Filters (1)").click()
    drawer = page.get_by_role("dialog", name="Filters")
    expect(drawer.get_by_role("checkbox", name=re.compile("^Austria"))).to_be_checked()
    assert_accessible(page, "filters on a phone")
    drawer.get_by_role("button", name=re.compile(r"^Show \d+ listings$")).click()
    for view in ("Table", "Map", "Cards"):
        page.get_by_text(view, exact=True).click()
        page.wait_for_load_state("networkidle")
        assert fits(page), view
    page.get_by_role("checkbox", name=re.compile("^Compare ")).first.check()
    page.get_by_role("link", name="Compare (1)").click()
    expect(page.get_by_role("table", name="Listings side by side")).to_be_visible()
    assert fits(page)
    assert people.console_errors == []
