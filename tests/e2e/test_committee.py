"""A chair sets how the committee decides, by keyboard where it matters."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import People, assert_accessible

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_chair_sets_the_rules_of_the_committee(people: People) -> None:
    page = people["committee_chair"]
    page.goto("/")
    page.get_by_role("link", name="Access committee").click()
    expect(page.get_by_role("heading", name="Access committee")).to_be_visible()
    expect(page.get_by_label("Votes needed")).to_have_value("1")
    assert_accessible(page, "committee")

    page.get_by_label("Votes needed").fill("3")
    page.get_by_label("Quorum", exact=True).fill("2")
    page.get_by_role("button", name="Save the rules").press("Enter")
    expect(page.get_by_text("As many must vote as votes are needed, or more.")).to_be_visible()
    page.get_by_label("Votes needed").fill("1")
    page.get_by_label("Quorum", exact=True).fill("1")
    page.get_by_label("Working days to decide").fill("5")
    page.get_by_role("button", name="Save the rules").press("Enter")
    expect(page.get_by_text("decides by these rules from now on")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Working days to decide")).to_have_value("5")
    assert people.console_errors == []
