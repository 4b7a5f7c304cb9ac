"""What owners of saved searches are told, when, and that nothing hidden is among it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from catalog.consent.rules import Permission, UseTerms
from catalog.consent.rules.duo import POA
from catalog.listings.models import Listing
from catalog.search.models import SavedSearch
from exchange.kernel.models import OutboxEvent
from exchange.notify import operations
from exchange.notify.models import Notification
from tests.exchange.notify.telling import run
from tests.factories.consent import GENERAL, use_terms_set
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.requests import ProjectFactory
from tests.factories.searches import SavedSearchFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def listed(title: str, **listing: Any) -> Listing:
    made: Listing = ListingFactory.create(title=title, published_at=NOW - timedelta(hours=2), **listing)
    return made


def look(now: datetime = NOW) -> list[Notification]:
    """Look for news, and let the handlers run."""
    seen = set(Notification.objects.values_list("pk", flat=True))
    known = set(OutboxEvent.objects.values_list("pk", flat=True))
    operations.look_for_news(now=now)
    for event in OutboxEvent.objects.exclude(pk__in=known):
        run(event)
        run(event)
    return list(Notification.objects.exclude(pk__in=seen).order_by("pk"))


def saved_search(**values: Any) -> SavedSearch:
    made: SavedSearch = SavedSearchFactory.create(
        **{"name": "Breast lines", "alert": "daily", "told_until": NOW - timedelta(days=2), **values}
    )
    return made


def test_the_owner_is_told_once_in_words_of_their_own_time() -> None:
    saved = saved_search(owner__time_zone="Africa/Kampala")
    for number in range(7):
        listed(f"breast {number}")

    (told,) = look()

    assert (told.person, told.subject, told.link) == (
        saved.owner,
        "7 new listings for “Breast lines”",
        "/saved-searches",
    )
    assert told.body == (
        "breast 6\nbreast 5\nbreast 4\nbreast 3\nbreast 2\nand 2 others\n\n"
        "Listed from 07 March 2026, 15:00 EAT to 09 March 2026, 14:00 EAT. You asked to be told at most once a day; set"
        " how often, or switch it off, on the page of your saved searches."
    )
    assert look() == []
    operations.send_email(notification=told, now=NOW)
    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("Reagora: 7 new listings for “Breast lines”", [saved.owner.email])
    ]


def test_one_listing_is_told_as_one() -> None:
    saved_search(alert="weekly", told_until=NOW - timedelta(days=8))
    listed("breast")

    (told,) = look()

    assert told.subject == "1 new listing for “Breast lines”"
    assert told.body.startswith("breast\n\nListed from")
    assert "at most once a week" in told.body


@pytest.mark.parametrize("change", ["withdrawn", "forgotten", "switched off", "left"])
def test_what_changed_before_the_mail_is_not_told(change: str) -> None:
    saved = saved_search()
    listing = listed("breast")
    operations.look_for_news(now=NOW)
    (event,) = OutboxEvent.objects.filter(name="SearchFoundNews")
    if change == "withdrawn":
        Listing.objects.filter(pk=listing.pk).update(visibility="withdrawn")
    elif change == "forgotten":
        saved.delete()
    elif change == "switched off":
        SavedSearch.objects.update(alert="none")
    else:
        saved.owner.is_active = False
        saved.owner.save()

    run(event)

    assert not Notification.objects.exists()


def test_verdicts_are_those_of_the_owners_project_while_they_see_it() -> None:
    project = ProjectFactory.create()
    wish = {"text": "breast", "verdict": ["PERMIT"]}
    saved_search(owner=project.owner, project_id=project.pk, wish=wish)
    stranger = saved_search(project_id=project.pk, wish=wish)
    at = {"listing__published_at": NOW - timedelta(hours=2)}
    CellLineFactory.create(listing__title="breast any", listing__use_terms=use_terms_set(GENERAL), **at)
    ancestry = use_terms_set(UseTerms(permissions=(Permission(code=POA),)))
    CellLineFactory.create(listing__title="breast ancestry", listing__use_terms=ancestry, **at)

    (told,) = look()

    assert (told.person, told.body.splitlines()[0]) == (project.owner, "breast any")
    stranger.refresh_from_db()
    assert (stranger.new_count, stranger.counted_at) == (0, None)


def test_one_search_that_fails_does_not_keep_the_others_from_telling(caplog: pytest.LogCaptureFixture) -> None:
    saved_search(wish={"sort": "no order"})
    saved_search()
    listed("breast")

    assert len(look()) == 1
    assert "news.failed" in caplog.text
