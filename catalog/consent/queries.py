"""What stored consents mean for a purpose, and who may withdraw them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from catalog.consent.models import ConsentRecord, UseTermsSet
from catalog.consent.reading import read_use_terms
from catalog.consent.rules import Decision, Ontology, Purpose, Standing, UseTerms, match, standing_on
from catalog.consent.rules.ontology import GENERAL_CANCER, TUMOUR_ROOTS
from catalog.consent.states import ConsentState
from catalog.consent.summary import summary
from catalog.vocabulary.models import Term
from catalog.vocabulary.queries import ancestors_of
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, require, units_with


def terms_visible_to(viewer: Viewer) -> QuerySet[UseTermsSet]:
    """Return all sets of terms: equal terms are one set, which says nothing of who states them."""
    return UseTermsSet.objects.all()


def terms_of(stored: UseTermsSet, standing: Standing = Standing.ACTIVE) -> UseTerms:
    """Return a stored set as the matcher reads it, as that of a consent that stands so."""
    return read_use_terms(stored.terms).with_status(standing)


def verdicts(*, purpose: Purpose, sets: Iterable[UseTermsSet], on: date) -> dict[UUID, Decision]:
    """Return what each distinct set of terms means for a purpose on a day, if the consent stands.

    Runs the one matcher once a set, with one query for the diseases of all.
    """
    terms = {stored.pk: terms_of(stored) for stored in sets}
    ontology = ontology_for(purpose, terms.values())
    return {key: match(entry, purpose, today=on, ontology=ontology) for key, entry in terms.items()}


def without_terms(*, purpose: Purpose, standing: Standing, on: date) -> Decision:
    """Return what the standing alone means, where there are no terms to read."""
    return match(UseTerms(status=standing), purpose, today=on)


def verdict_of(record: ConsentRecord | None, *, purpose: Purpose, on: date) -> Decision:
    """Return what one donor's consent means for a purpose on a day; None is a donor without a record."""
    if record is None:
        return without_terms(purpose=purpose, standing=Standing.UNKNOWN, on=on)
    terms = terms_of(record.form.use_terms, standing(record, on=on))
    return match(terms, purpose, today=on, ontology=ontology_for(purpose, [terms]))


def standing(record: ConsentRecord, *, on: date) -> Standing:
    """Return how a donor's consent stands on a day."""
    return standing_on(on, withdrawn=record.status == ConsentState.WITHDRAWN, expires_on=record.expires_on)


def ended(on: date, *, consent: str = "") -> Q:
    """Return the condition that a consent was withdrawn or has expired on a day.

    ``consent`` is the path to the record, such as ``specimen__consent__``.
    """
    return Q(**{f"{consent}status": ConsentState.WITHDRAWN}) | Q(**{f"{consent}expires_on__lte": on})


def standing_case(on: date, *, consent: str = "") -> Case:
    """Return how a consent stands on a day as an expression; without a record it is unknown.

    It says what `rules.standing_on` says, where many rows are grouped by it; a test compares the two.
    """
    return Case(
        When(**{f"{consent}pk": None}, then=Value(Standing.UNKNOWN.value)),
        When(**{f"{consent}status": ConsentState.WITHDRAWN}, then=Value(Standing.WITHDRAWN.value)),
        When(**{f"{consent}expires_on__lte": on}, then=Value(Standing.EXPIRED.value)),
        default=Value(Standing.ACTIVE.value),
    )


def ontology_for(purpose: Purpose, terms: Iterable[UseTerms]) -> Ontology:
    """Return the is-a paths of every disease that the purpose or the terms name."""
    granted = {code for entry in terms for permission in entry.permissions for code in permission.diseases}
    # A consent without diseases is decided without the ontology, so it need not be asked for.
    above = ancestors_of({*purpose.diseases, *granted}) if purpose.diseases and granted else {}
    oncology = frozenset(code for code, ancestors in above.items() if is_outside_general_cancer(code, ancestors))
    return Ontology(above, {}, oncology)


def is_outside_general_cancer(code: str, ancestors: Collection[str]) -> bool:
    """Say whether a term is a tumour that the general term "cancer" is not above, as leukemia is."""
    places = {code, *ancestors}
    return bool(places & TUMOUR_ROOTS) and not places & GENERAL_CANCER


def summaries(sets: Iterable[UseTermsSet]) -> Mapping[UUID, list[str]]:
    """Return the plain sentences of each set, with one query for the names of all diseases."""
    terms = {stored.pk: terms_of(stored) for stored in sets}
    codes = {code for entry in terms.values() for permission in entry.permissions for code in permission.diseases}
    labels = dict(Term.objects.filter(code__in=codes).values_list("code", "label")) if codes else {}
    return {key: summary(entry, labels) for key, entry in terms.items()}


def require_withdrawal(person: Person, consent: ConsentRecord, *, on: date) -> None:
    """Check that a person may enter withdrawals in the form's organisation, or in one of its units.

    Raises:
        NotAllowed: they may not; the message names the roles that may.
    """
    organisation = consent.form.organisation
    units = units_with(person, Permission.WITHDRAW_CONSENT, on=on)
    if not units.filter(organisation=organisation).exists():
        require(person, Permission.WITHDRAW_CONSENT, organisation, on=on)
