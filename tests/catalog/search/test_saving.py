"""Saved searches: their one form, and what is new to them, told once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.listings.models import Listing
from catalog.search import operations
from catalog.search.errors import SavedSearchRenameErrorCode, SavedSearchSaveErrorCode
from catalog.search.models import SavedSearch
from catalog.search.operations import saving
from catalog.search.queries.stated import stated, visible_to, wish_stated
from catalog.search.states import AlertFrequency
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.roles import Role
from tests.exchange.racing import killed_before_commit, together
from tests.factories.listings import ListingFactory
from tests.factories.parties import ConsortiumFactory, ConsortiumMembershipFactory, PersonFactory, UnitFactory, member
from tests.factories.searches import SavedSearchFactory

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def listed(title: str, at: datetime = NOW - timedelta(hours=2), **listing: Any) -> Listing:
    made: Listing = ListingFactory.create(title=title, published_at=at, created_at=at, **listing)
    return made


def news() -> list[dict[str, Any]]:
    return [event.payload for event in OutboxEvent.objects.filter(name="SearchFoundNews").order_by("pk")]


def test_a_search_is_kept_in_one_form_whatever_the_order_in_which_it_was_asked() -> None:
    asked = {"near": "", "country": ["UG", "AT", "UG"], "text": " breast  line ", "kind": ["plasmid"], "sex": []}

    kept = stated(asked)

    assert list(kept.items()) == [("country", ["AT", "UG"]), ("kind", ["plasmid"]), ("text", "breast line")]
    assert stated(kept) == kept
    wish = wish_stated({**kept, "quantity_at_least": 3}, purpose=None)
    assert (wish.text, wish.chosen, wish.quantity_at_least) == (
        "breast line",
        {"kind": ("plasmid",), "country": ("AT", "UG")},
        3,
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"colour": ["red"]},
        {"kind": ["dragon"]},
        {"verdict": ["MAYBE"]},
        {"country": [7]},
        {"country": ["x" * 201]},
        {"country": ["x"] * 101},
        {"text": "x" * 201},
        {"text": ["breast"]},
        {"quantity_at_least": 0},
        {"quantity_at_least": True},
        {"sort": "dearest"},
        {"sort": "nearest"},
    ],
)
def test_what_is_no_search_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        stated(asked)
    assert refusal.value.field == "wish"


@pytest.mark.django_db
def test_a_saved_search_is_its_owners_alone() -> None:
    owner, other = PersonFactory.create(), PersonFactory.create()
    saved = operations.save_search(name=" Breast  lines ", wish={"text": "breast"}, by=owner, now=NOW)

    assert (saved.name, saved.told_until, saved.alert) == ("Breast lines", NOW, "none")
    assert [set(visible_to(viewer)) for viewer in (owner, other, None)] == [{saved}, set(), set()]
    for act in (
        lambda: operations.rename_search(saved_search=saved, name="mine", by=other, now=NOW),
        lambda: operations.set_alert(saved_search=saved, alert=AlertFrequency.DAILY, by=other, now=NOW),
        lambda: operations.forget_search(saved_search=saved, by=other, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    saved = operations.rename_search(saved_search=saved, name="Lines", by=owner, now=NOW)
    saved = operations.set_alert(saved_search=saved, alert=AlertFrequency.WEEKLY, by=owner, now=NOW + DAY)
    assert (saved.name, saved.alert, saved.told_until) == ("Lines", "weekly", NOW + DAY)
    operations.forget_search(saved_search=saved, by=owner, now=NOW)
    assert not SavedSearch.objects.exists()
    assert list(AuditEvent.objects.order_by("pk").values_list("command", flat=True)) == [
        "search.save_search",
        "search.rename_search",
        "search.set_alert",
        "search.forget_search",
    ]


@pytest.mark.django_db
def test_a_name_is_given_once_a_person_and_their_number_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = PersonFactory.create()
    first = operations.save_search(name="Breast", wish={}, by=owner, now=NOW)
    operations.save_search(name="Breast", wish={}, by=PersonFactory.create(), now=NOW)
    second = operations.save_search(name="Lung", wish={}, by=owner, now=NOW)

    with pytest.raises(Refused) as taken:
        operations.save_search(name="BREAST", wish={}, by=owner, now=NOW)
    assert taken.value.code is SavedSearchSaveErrorCode.NAME_TAKEN
    with pytest.raises(Refused) as renamed:
        operations.rename_search(saved_search=second, name="breast", by=owner, now=NOW)
    assert renamed.value.code is SavedSearchRenameErrorCode.NAME_TAKEN
    assert operations.rename_search(saved_search=first, name="BREAST", by=owner, now=NOW).name == "BREAST"
    for name in ("", "x" * 101, "a\x00b"):
        with pytest.raises(InvalidInput):
            operations.save_search(name=name, wish={}, by=owner, now=NOW)
    with pytest.raises(InvalidInput):
        operations.save_search(name="no project", wish={"verdict": ["PERMIT"]}, by=owner, now=NOW)
    monkeypatch.setattr(saving, "MOST_SAVED", 2)
    with pytest.raises(Refused) as full:
        operations.save_search(name="More", wish={}, by=owner, now=NOW)
    assert full.value.code is SavedSearchSaveErrorCode.TOO_MANY


@pytest.mark.django_db
def test_news_is_what_was_listed_since_as_the_owner_sees_it() -> None:
    place = UnitFactory.create()
    owner = member(Role.RESEARCHER, place.organisation)
    consortium = ConsortiumFactory.create()
    ConsortiumMembershipFactory.create(consortium=consortium, organisation=place.organisation)
    saved = SavedSearchFactory.create(owner=owner, alert="daily", told_until=NOW - 2 * DAY)
    listed("breast old", NOW - 3 * DAY)
    listed("lung new")
    listed("breast draft", visibility="draft")
    listed("breast of others", visibility="consortium", consortium=ConsortiumFactory.create())
    listed("breast just now", NOW - timedelta(minutes=5))
    shown = [listed("breast shared", visibility="consortium", consortium=consortium), listed("breast public")]

    assert operations.note_news(saved_search=saved, purpose=None, now=NOW) == 2

    (told,) = news()
    assert (told["number"], set(told["listing_ids"])) == (2, {str(one.pk) for one in shown})
    saved.refresh_from_db()
    assert (saved.told_until, saved.new_count, saved.counted_at) == (NOW - timedelta(hours=1), 0, NOW)
    assert operations.note_news(saved_search=saved, purpose=None, now=NOW) == 0
    later = NOW + timedelta(hours=2)
    assert operations.note_news(saved_search=saved, purpose=None, now=later) == 0
    saved.refresh_from_db()
    assert (saved.new_count, len(news())) == (1, 1)
    assert operations.note_news(saved_search=saved, purpose=None, now=NOW + DAY) == 1
    assert [told["number"] for told in news()] == [2, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(("alert", "active"), [("none", True), ("weekly", True), ("daily", False)])
def test_nothing_is_told_before_its_time_or_to_who_left(alert: str, active: bool) -> None:
    saved = SavedSearchFactory.create(owner__is_active=active, alert=alert, told_until=NOW - 2 * DAY)
    listed("breast new")

    assert operations.note_news(saved_search=saved, purpose=None, now=NOW) == 0

    saved.refresh_from_db()
    assert (news(), saved.new_count, saved.told_until) == ([], 1, NOW - 2 * DAY)


@pytest.mark.django_db
def test_an_alert_names_a_few_and_counts_all() -> None:
    saved = SavedSearchFactory.create(alert="daily", told_until=NOW - 2 * DAY)
    for number in range(7):
        listed(f"breast {number}")

    operations.note_news(saved_search=saved, purpose=None, now=NOW)

    (told,) = news()
    assert (told["number"], len(told["listing_ids"])) == (7, 5)


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_once_and_one_that_dies_tells_later() -> None:
    saved = SavedSearchFactory.create(alert="daily", told_until=NOW - 2 * DAY)
    listed("breast new")
    killed_before_commit(
        """
        from datetime import datetime
        from catalog.search import operations
        from catalog.search.models import SavedSearch
        saved, now = SavedSearch.objects.get(), datetime.fromisoformat(at)
        assert operations.note_news(saved_search=saved, purpose=None, now=now)
        """,
        at=NOW.isoformat(),
    )
    assert news() == []

    acts = [lambda: operations.note_news(saved_search=saved, purpose=None, now=NOW)] * 2
    assert sorted(together(*acts)) == [0, 1]
    assert len(news()) == 1
