"""Save searches to come back to, and let them tell of what is new."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from catalog.search.errors import SavedSearchRenameErrorCode, SavedSearchSaveErrorCode
from catalog.search.models import SavedSearch
from catalog.search.queries.stated import stated
from catalog.search.states import AlertFrequency
from exchange.kernel import audit, locks
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.parties.models import Person

MOST_SAVED = 50
LONGEST_NAME = 100


@transaction.atomic
def save_search(
    *,
    name: str,
    wish: Mapping[str, Any],
    by: Person,
    now: datetime,
    project_id: UUID | None = None,
    alert: AlertFrequency = AlertFrequency.NONE,
) -> SavedSearch:
    """Save a search of one's own; what is listed from now on is new to it.

    Args:
        wish: as `queries.stated.stated` takes it.
        project_id: of the project that verdicts are for.

    Raises:
        InvalidInput: the name is empty or too long, or the wish is none.
        Refused: NAME_TAKEN or TOO_MANY.
    """
    name, kept = _checked_name(name), stated(wish)
    if kept.get("verdict") and project_id is None:
        raise InvalidInput("wish", "verdict: Say for which project the verdict is.", argument="verdict")
    owner = locks.lock(by)
    if SavedSearch.objects.filter(owner=owner).count() >= MOST_SAVED:
        raise Refused(
            SavedSearchSaveErrorCode.TOO_MANY,
            f"You have {MOST_SAVED} saved searches already; delete one first.",
            most=MOST_SAVED,
        )
    try:
        with transaction.atomic():
            saved = SavedSearch.objects.create(
                owner=owner, name=name, wish=kept, project_id=project_id, alert=alert.value, told_until=now
            )
    except IntegrityError as error:
        raise _name_taken(SavedSearchSaveErrorCode.NAME_TAKEN, name) from error
    audit.record("search.save_search", saved, by=by, alert=alert.value)
    return saved


@transaction.atomic
def rename_search(*, saved_search: SavedSearch, name: str, by: Person, now: datetime) -> SavedSearch:
    """Call a saved search otherwise.

    Raises:
        NotAllowed: it is somebody else's.
        InvalidInput: the name is empty or too long.
        Refused: NAME_TAKEN.
    """
    name = _checked_name(name)
    saved = _own(saved_search, by)
    saved.name = name
    try:
        with transaction.atomic():
            saved.save(update_fields=["name"])
    except IntegrityError as error:
        raise _name_taken(SavedSearchRenameErrorCode.NAME_TAKEN, name) from error
    audit.record("search.rename_search", saved, by=by)
    return saved


@transaction.atomic
def set_alert(*, saved_search: SavedSearch, alert: AlertFrequency, by: Person, now: datetime) -> SavedSearch:
    """Say how often a saved search tells of what is new; one that told of nothing begins with what comes from now on.

    Raises:
        NotAllowed: it is somebody else's.
    """
    saved = _own(saved_search, by)
    if saved.alert == AlertFrequency.NONE and alert is not AlertFrequency.NONE:
        saved.told_until, saved.new_count = now, 0
    saved.alert = alert.value
    saved.save(update_fields=["alert", "told_until", "new_count"])
    audit.record("search.set_alert", saved, by=by, alert=alert.value)
    return saved


@transaction.atomic
def forget_search(*, saved_search: SavedSearch, by: Person, now: datetime) -> None:
    """Delete a saved search for good.

    Raises:
        NotAllowed: it is somebody else's.
    """
    saved = _own(saved_search, by)
    audit.record("search.forget_search", saved, by=by)
    saved.delete()


def _own(saved_search: SavedSearch, by: Person) -> SavedSearch:
    saved = locks.lock(saved_search)
    if saved.owner_id != by.pk:
        raise NotAllowed("This saved search is somebody else's.")
    return saved


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise InvalidInput("name", f"Give it a name of 1 to {LONGEST_NAME} characters.")
    return name


def _name_taken(code: SavedSearchSaveErrorCode | SavedSearchRenameErrorCode, name: str) -> Refused:
    return Refused(code, f"You have a saved search called {name} already.", field="name")
