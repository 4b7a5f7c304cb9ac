"""Use terms, forms and consent records: stored once, and withdrawn for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from catalog.consent import queries
from catalog.consent.errors import ConsentCode
from catalog.consent.events import ConsentEvent
from catalog.consent.models import ConsentForm, ConsentRecord, UseTermsSet
from catalog.consent.rules import UseTerms, use_terms_hash, use_terms_json
from catalog.consent.states import TRANSITIONS, ConsentCommand, ConsentState
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Organisation, Person

BATCH = 1000


@dataclass(frozen=True)
class GivenConsent:
    """That a donor signed a form; a day is None when the provider does not state it."""

    donor_pseudonym: str
    given_on: date | None = None
    expires_on: date | None = None


@transaction.atomic
def store_use_terms(terms: UseTerms) -> UseTermsSet:
    """Return the one stored set of these terms; equal terms give the same set, whoever stores them at once."""
    sha256 = use_terms_hash(terms)
    UseTermsSet.objects.bulk_create([UseTermsSet(sha256=sha256, terms=use_terms_json(terms))], ignore_conflicts=True)
    return UseTermsSet.objects.get(sha256=sha256)


@transaction.atomic
def register_form(
    *,
    organisation: Organisation,
    code: str,
    version: str,
    title: str,
    use_terms: UseTerms,
    by: Person | None,
    now: datetime,
) -> ConsentForm:
    """Enter a version of a consent form; entered again with the same content it is returned.

    Raises:
        InvalidInput: code, version or title is empty.
        Refused: that version is on record with other content (FORM_DIFFERS); a changed form is a new version.
    """
    for field, value in {"code": code, "version": version, "title": title}.items():
        if not value.strip():
            raise InvalidInput(field, f"A consent form needs a {field}.")
    terms = store_use_terms(use_terms)
    wanted = ConsentForm(organisation=organisation, code=code, version=version, title=title, use_terms=terms)
    ConsentForm.objects.bulk_create([wanted], ignore_conflicts=True)
    form = ConsentForm.objects.get(organisation=organisation, code=code, version=version)
    if (form.title, form.use_terms_id) != (title, terms.pk):
        raise Refused(
            ConsentCode.FORM_DIFFERS,
            f"Version {version} of form {code} is on record with another title or other terms; use a new version.",
            field="version",
        )
    if form.pk == wanted.pk:
        audit.record("consent.register_form", form, by=by, use_terms=terms.sha256)
    return form


@transaction.atomic
def record_consent(*, form: ConsentForm, given: GivenConsent, by: Person | None, now: datetime) -> ConsentRecord:
    """Enter that one donor signed a form; see `record_consents`."""
    return record_consents(form=form, given=[given], by=by, now=now)[given.donor_pseudonym]


@transaction.atomic
def record_consents(
    *, form: ConsentForm, given: Sequence[GivenConsent], by: Person | None, now: datetime
) -> dict[str, ConsentRecord]:
    """Enter that donors signed a form and return every donor's record by pseudonym.

    A donor whose record exists keeps it as it is; a withdrawn one stays withdrawn, whatever is entered again.

    Raises:
        InvalidInput: a pseudonym is empty or comes twice, or a consent ends before it begins.
        Refused: a donor's record has other days (RECORD_DIFFERS).
    """
    _check_given(given)
    wanted = [
        ConsentRecord(
            created_at=now,
            form=form,
            donor_pseudonym=one.donor_pseudonym,
            given_on=one.given_on,
            expires_on=one.expires_on,
        )
        for one in sorted(given, key=lambda one: one.donor_pseudonym)
    ]
    ConsentRecord.objects.bulk_create(wanted, batch_size=BATCH, ignore_conflicts=True)
    donors = [one.donor_pseudonym for one in given]
    records = {
        record.donor_pseudonym: record for record in ConsentRecord.objects.filter(form=form, donor_pseudonym__in=donors)
    }
    for one in given:
        _check_same(records[one.donor_pseudonym], one)
    new = {record.pk for record in wanted} & {record.pk for record in records.values()}
    if new:
        audit.record("consent.record_consents", form, by=by, records=sorted(map(str, new)))
    return records


@transaction.atomic
def withdraw(*, consent: ConsentRecord, reason: str, by: Person, now: datetime) -> ConsentRecord:
    """Enter that a donor has withdrawn; it is final, and everybody concerned hears of it.

    Entered again it returns the record as it is. It waits for a release that is being written at this moment, and
    from then on nothing of the donor can be released.

    Raises:
        NotAllowed: the person may not withdraw consents of the organisation that registered the form.
    """
    queries.require_withdrawal(by, consent, on=now.date())
    consent = locks.lock(consent)
    if consent.status == ConsentState.WITHDRAWN:
        return consent
    consent.status = step(TRANSITIONS, ConsentState(consent.status), ConsentCommand.WITHDRAW).to.value
    consent.withdrawn_at = now
    consent.withdrawn_by = by
    consent.save(update_fields=["status", "withdrawn_at", "withdrawn_by"])
    audit.record("consent.withdraw", consent, by=by, reason=reason)
    outbox.announce(ConsentEvent.CONSENT_WITHDRAWN, consent_id=str(consent.pk))
    return consent


def _check_given(given: Sequence[GivenConsent]) -> None:
    donors = [one.donor_pseudonym for one in given]
    if len(set(donors)) < len(donors):
        raise InvalidInput("donor_pseudonym", "A donor is named twice.")
    if not all(donor.strip() for donor in donors):
        raise InvalidInput("donor_pseudonym", "A consent record needs the donor's pseudonym.")
    if any(one.given_on and one.expires_on and one.expires_on <= one.given_on for one in given):
        raise InvalidInput("expires_on", "A consent ends after the day on which it was given.")


def _check_same(record: ConsentRecord, given: GivenConsent) -> None:
    if (record.given_on, record.expires_on) != (given.given_on, given.expires_on):
        raise Refused(
            ConsentCode.RECORD_DIFFERS,
            f"The consent of {record.donor_pseudonym} is on record with other days.",
            field="given_on",
            donor=record.donor_pseudonym,
        )
