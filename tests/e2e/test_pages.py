"""Every page that the deal does not pass: it can be used by everybody, and on a phone."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.e2e.people import People, assert_accessible

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

VISITOR_PAGES = ("/", "/sign-in", "/account/sign-up", "/account/password/reset", "/catalogue", "/nowhere")
PERSON_PAGES = (
    ("researcher", "/"),
    ("researcher", "/projects"),
    ("researcher", "/basket"),
    ("researcher", "/requests"),
    ("researcher", "/notifications"),
    ("researcher", "/account"),
    ("researcher", "/account/security"),
    ("researcher", "/account/tokens"),
    ("recipient_signatory", "/agreements"),
    ("resource_manager", "/inbox"),
    ("resource_manager", "/imports"),
    ("resource_manager", "/shipments"),
    ("company_researcher", "/requests"),
)
PHONE: ViewportSize = {"width": 375, "height": 720}


def test_pages_of_visitors_are_accessible(people: People) -> None:
    page = people.visitor()
    for path in VISITOR_PAGES:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page, path)
    assert people.console_errors == []


def test_pages_of_people_are_accessible(people: People) -> None:
    for role, path in PERSON_PAGES:
        page = people[role]
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert_accessible(page, f"{path} of {role}")
    assert people.console_errors == []


def test_pages_fit_a_phone(people: People) -> None:
    for role, path in PERSON_PAGES:
        page = people[role]
        page.set_viewport_size(PHONE)
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{path} of {role} is {overflow} px too wide for a phone"


def test_search_can_be_done_by_keyboard_alone(people: People) -> None:
    page = people.visitor()
    page.goto("/catalogue")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_label("Search the catalogue").focus()
    page.keyboard.type("MCF-7")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="MCF-7")).to_be_visible()
