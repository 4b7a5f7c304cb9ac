"""Who provides, as everybody reads it and as its own people do."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.people import People, assert_accessible

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PHONE: ViewportSize = {"width": 375, "height": 720}


def open_provider(page: Page) -> None:
    """Go from a search to a cell line, and from there to who provides it."""
    page.goto("/catalogue?q=MDA-MB-435")
    page.get_by_role("link", name="MDA-MB-435").first.click()
    page.get_by_role("link", name="Aire Cell Repository").click()
    expect(page.get_by_role("heading", level=1, name="Aire Cell Repository")).to_be_visible()


def test_everybody_reads_what_a_provider_offers_and_its_grade(people: People) -> None:
    page = people.visitor()
    open_provider(page)
    expect(page.get_by_text("Grade ", exact=False)).to_be_visible()
    expect(page.get_by_text("Fewer than ten of its requests have finished")).to_be_visible()
    expect(page.get_by_text("only your unit reads it")).to_have_count(0)
    assert_accessible(page, "provider")
    page.set_viewport_size(PHONE)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    page.get_by_role("link", name=re.compile(r"^\d+ cell lines$")).click()
    expect(page.get_by_role("article", name="MCF-7")).to_be_visible()
    assert people.console_errors == []


def test_its_own_people_read_what_to_mend(people: People) -> None:
    page = people["resource_manager"]
    page.goto("/catalogue?q=biliary")
    page.get_by_role("link", name="Biliary tract cancer").first.click()
    page.get_by_role("link", name="Mur Valley University Hospital").click()
    expect(page.get_by_text("only your unit reads it")).to_be_visible()
    expect(page.get_by_text("Add DS with the diseases")).to_be_visible()
    assert_accessible(page, "provider for its own people")
    assert people.console_errors == []


def test_a_line_shows_what_it_is_like_and_why_it_is_offered(people: People) -> None:
    page = people.visitor()
    page.goto("/catalogue?q=MDA-MB-435")
    page.get_by_role("link", name="MDA-MB-435").first.click()
    expect(page.get_by_text("Why it is offered all the same")).to_be_visible()
    expect(page.get_by_role("heading", name="Identity")).to_be_visible()
    assert_accessible(page, "problematic line")
    assert people.console_errors == []
