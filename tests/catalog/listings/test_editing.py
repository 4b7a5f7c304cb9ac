"""What managers write about listings, one at a time and many at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.consent.rules import UseTerms, use_terms_hash
from catalog.listings import operations, queries
from catalog.listings.facts import ListingEdit
from catalog.listings.models import BulkEdit, Listing
from catalog.listings.queries import Move
from catalog.listings.states import ListingCommand
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.exchange.racing import together
from tests.factories.listings import ListingFactory
from tests.factories.parties import ConsortiumMembershipFactory, UnitFactory, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WITHDRAW = Move(ListingCommand.WITHDRAW, reason="Used up.")


def shelf(count: int = 3) -> tuple[Person, list[Listing]]:
    unit = UnitFactory.create()
    listings = [ListingFactory.create(unit=unit, title=f"p{number}", summary="old") for number in range(count)]
    return member(Role.RESOURCE_MANAGER, unit=unit), listings


def edit(listing: Listing, by: Person, **change: Any) -> Listing:
    return operations.edit(listing=listing, version=listing.version, change=ListingEdit(**change), by=by, now=NOW)


def bulk(
    listings: list[Listing], by: Person, key: str = "k", move: Move | None = None, now: datetime = NOW, **change: Any
) -> BulkEdit:
    return operations.edit_listings(
        listings=listings,
        versions=[listing.version for listing in listings],
        change=ListingEdit(**change),
        move=move,
        client_key=key,
        by=by,
        now=now,
    )


def undo(made: BulkEdit, by: Person, after: timedelta = timedelta(minutes=5)) -> BulkEdit:
    return operations.undo_edit(bulk_edit=made, by=by, now=NOW + after)


def said() -> list[tuple[str, str, str]]:
    return list(Listing.objects.order_by("title").values_list("title", "summary", "visibility"))


def test_edit_changes_what_is_said_and_how_it_is_found() -> None:
    by, (listing,) = shelf(1)
    Listing.objects.filter(pk=listing.pk).update(words=["TP53"])
    listing.refresh_from_db()

    changed = edit(listing, by, title=" pNew ", synonyms=("pN", "pN", " "), use_terms="HMB; IRB", summary="old")

    assert (changed.title, changed.synonyms, changed.summary, changed.version) == ("pNew", ["pN"], "old", 3)
    assert changed.search_text == "pNew\npN\nold\nTP53"
    assert changed.use_terms is not None
    assert changed.use_terms.terms["permissions"] == [{"code": "DUO:0000006"}]
    audited = AuditEvent.objects.get()
    assert audited.command == "listings.edit"
    assert audited.inputs == {
        "version": 3,
        "changes": {
            "title": {"before": "p0", "after": "pNew"},
            "synonyms": {"before": [], "after": ["pN"]},
            "use_terms": {"before": None, "after": str(changed.use_terms_id)},
        },
    }


def test_edit_to_the_same_changes_nothing() -> None:
    by, (listing,) = shelf(1)
    assert edit(listing, by, title="p0", summary="old").version == 1
    assert not AuditEvent.objects.exists()
    assert not OutboxEvent.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "a\nb"}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"summary": "x" * 10_001}, "summary"),
        ({"warning": "x" * 1001}, "warning"),
        ({"synonyms": ("a\nb",)}, "synonyms"),
        ({"identifiers": ("x" * 201,)}, "identifiers"),
        ({"identifiers": tuple(str(number) for number in range(201))}, "identifiers"),
        ({"use_terms": "anything"}, "use_terms"),
        ({"use_terms": " "}, "use_terms"),
        ({"use_terms": "TS(0)"}, "use_terms"),
    ],
)
def test_edit_names_the_field_at_fault(change: dict[str, Any], field: str) -> None:
    by, (listing,) = shelf(1)
    with pytest.raises(InvalidInput) as refused:
        edit(listing, by, **change)
    assert refused.value.field == field
    assert Listing.objects.get().version == 1


def test_edit_over_a_change_of_another_is_refused() -> None:
    by, (listing,) = shelf(1)
    edit(listing, by, summary="first")
    with pytest.raises(Refused) as refused:
        edit(ListingFactory._meta.model(pk=listing.pk, version=1), by, summary="second")
    assert refused.value.code == "CHANGED_MEANWHILE"
    assert Listing.objects.get().summary == "first"


def test_bulk_edit_changes_all_and_undo_restores_them() -> None:
    by, listings = shelf()

    made = bulk(listings, by, move=WITHDRAW, summary="new", use_terms="GRU")

    assert said() == [("p0", "new", "withdrawn"), ("p1", "new", "withdrawn"), ("p2", "new", "withdrawn")]
    terms = Listing.objects.values_list("use_terms__sha256", flat=True).distinct().get()
    assert terms != use_terms_hash(UseTerms())
    assert AuditEvent.objects.filter(command="listings.edit_listings").count() == 3

    undone = undo(made, by)

    assert said() == [("p0", "old", "public"), ("p1", "old", "public"), ("p2", "old", "public")]
    assert Listing.objects.filter(use_terms__isnull=True, withdrawal_reason="").count() == 3
    assert (undone.undone_at, queries.left_by_undo([undone])) == (NOW + timedelta(minutes=5), {undone.pk: []})
    assert AuditEvent.objects.filter(command="listings.undo_edit").count() == 3
    assert list(OutboxEvent.objects.values_list("name", flat=True)) == ["ListingsEdited", "ListingsEditUndone"]


def test_the_same_key_changes_nothing_twice() -> None:
    by, listings = shelf()
    made = bulk(listings, by, summary="new")
    edit(Listing.objects.get(title="p0"), by, summary="newer")

    assert bulk(listings, by, summary="new") == made
    assert said()[0] == ("p0", "newer", "public")
    with pytest.raises(Refused) as refused:
        bulk(listings, by, summary="other")
    assert refused.value.code == "KEY_TAKEN"
    assert undo(made, by).undone_at == undo(made, by, timedelta(minutes=9)).undone_at


def test_bulk_edit_names_each_listing_at_fault_and_changes_none() -> None:
    by, listings = shelf()
    edit(Listing.objects.get(title="p1"), by, summary="meanwhile")

    with pytest.raises(Refused) as refused:
        bulk(listings, by, move=WITHDRAW)

    assert refused.value.code == "NOT_ALL"
    problems = [(problem["title"], problem["code"]) for problem in refused.value.params["problems"]]
    assert problems == [("p1", "CHANGED_MEANWHILE")]
    assert said() == [("p0", "old", "public"), ("p1", "meanwhile", "public"), ("p2", "old", "public")]
    assert not BulkEdit.objects.exists()


def test_preview_says_what_bulk_edit_does() -> None:
    by, listings = shelf()
    edit(Listing.objects.get(title="p1"), by, summary="meanwhile")
    give: dict[str, Any] = {"versions": [1, 1, 1], "viewer": by, "now": NOW}

    listings = list(Listing.objects.order_by("title"))

    shown = queries.preview_edit(listings=listings, change=ListingEdit(summary="old"), move=WITHDRAW, **give)
    same = queries.preview_edit(listings=listings, change=ListingEdit(summary="old"), move=None, **give)

    moved = ("visibility", "withdrawal_reason")
    assert [(one.fields, bool(one.problem)) for one in shown] == [(moved, False), ((), True), (moved, False)]
    assert [one.fields for one in same] == [(), (), ()]
    assert said()[0] == ("p0", "old", "public")


def test_undo_leaves_what_was_changed_since_and_names_it() -> None:
    by, listings = shelf()
    made = bulk(listings, by, summary="new")
    edit(Listing.objects.get(title="p1"), by, title="p1 again")

    undone = undo(made, by)

    assert said() == [("p0", "old", "public"), ("p1 again", "new", "public"), ("p2", "old", "public")]
    assert [listing.title for listing in queries.left_by_undo([undone])[undone.pk]] == ["p1 again"]


def test_undo_is_refused_where_all_were_changed_since_or_time_is_over() -> None:
    by, listings = shelf(1)
    made = bulk(listings, by, summary="new")
    with pytest.raises(Refused) as late:
        undo(made, by, operations.UNDO_WITHIN + timedelta(seconds=1))
    edit(Listing.objects.get(), by, summary="newer")
    with pytest.raises(Refused) as changed:
        undo(made, by)

    assert (late.value.code, changed.value.code) == ("TOO_LATE", "CHANGED_MEANWHILE")
    assert [one["title"] for one in changed.value.params["listings"]] == ["p0"]
    assert said() == [("p0", "newer", "public")]


def test_undo_does_not_show_to_a_consortium_that_was_left() -> None:
    by, (listing,) = shelf(1)
    joined = ConsortiumMembershipFactory.create(organisation=listing.unit.organisation)
    bulk([listing], by, "first", Move(ListingCommand.RESTRICT, joined.consortium))
    made = bulk([Listing.objects.get()], by, "second", WITHDRAW)
    joined.until_on = "2026-03-01"
    joined.save()

    with pytest.raises(Refused):
        undo(made, by)

    assert said() == [("p0", "old", "withdrawn")]


def test_bulk_edit_is_for_one_unit_and_its_managers() -> None:
    by, listings = shelf()
    other = ListingFactory.create()
    made = bulk(listings, by, summary="new")

    with pytest.raises(InvalidInput):
        bulk([*listings, other], by, "k2", summary="x")
    with pytest.raises(InvalidInput):
        bulk([listings[0], listings[0]], by, "k2", summary="x")
    with pytest.raises(InvalidInput):
        bulk([], by, "k2", summary="x")
    with pytest.raises(InvalidInput):
        bulk(list(Listing.objects.filter(unit=listings[0].unit)), by, "k2")
    for stranger in (member(Role.RESOURCE_MANAGER), member(Role.COMMITTEE_CHAIR, unit=listings[0].unit)):
        with pytest.raises(NotAllowed):
            bulk(list(Listing.objects.filter(unit=listings[0].unit)), stranger, "k2", summary="x")
        with pytest.raises(NotAllowed):
            undo(made, stranger)
        assert list(queries.visible_edits(stranger)) == []
        assert list(queries.inventory_of(stranger, listings[0].unit)) == []
    assert list(queries.visible_edits(by)) == [made]
    assert said()[:3] == [("p0", "new", "public"), ("p1", "new", "public"), ("p2", "new", "public")]


def test_inventory_is_searched_by_names_and_the_units_own_key() -> None:
    by, listings = shelf()
    Listing.objects.filter(pk=listings[2].pk).update(visibility="withdrawn")
    unit = listings[0].unit

    assert set(queries.inventory_of(by, unit)) == set(listings)
    assert list(queries.inventory_of(by, unit, text="P1 old")) == [listings[1]]
    assert list(queries.inventory_of(by, unit, text=listings[2].provider_key.upper())) == [listings[2]]
    assert list(queries.inventory_of(by, UnitFactory.create())) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("undelivered")
def test_a_bulk_edit_sent_twice_at_once_is_made_once() -> None:
    by, listings = shelf()

    first, second = together(lambda: bulk(listings, by, summary="new"), lambda: bulk(listings, by, summary="new"))

    assert first == second
    assert AuditEvent.objects.filter(command="listings.edit_listings").count() == 3
