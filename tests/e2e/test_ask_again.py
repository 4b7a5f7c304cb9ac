"""A researcher asks anew for what was asked for before."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.people import People, assert_accessible

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_request_is_copied_into_the_basket(people: People) -> None:
    page = people["researcher"]
    page.goto("/requests")
    page.get_by_role("main").get_by_role("link", name=re.compile(r"R-\d{4}-\d{5}")).first.click()
    page.get_by_role("button", name="Ask again").press("Enter")
    left_out = page.get_by_role("dialog").get_by_role("button", name="Open the basket")
    basket = page.get_by_role("heading", name="Basket", exact=True)
    expect(left_out.or_(basket).first).to_be_visible()
    if left_out.is_visible():
        assert_accessible(page, "left out")
        left_out.click()
    expect(basket).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Remove")).first).to_be_visible()
    assert people.console_errors == []
