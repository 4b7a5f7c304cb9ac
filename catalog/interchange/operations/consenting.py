"""Tie the specimens of a file to their donors' consents, within the transaction of its run."""

from dataclasses import dataclass, replace
from datetime import datetime

from catalog.consent.models import ConsentForm, ConsentRecord
from catalog.consent.operations import GivenConsent, record_consents, register_form
from catalog.consent.states import ConsentState
from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats.base import ConsentOption, Lot, Offer
from catalog.interchange.reading.cells import Problem
from catalog.stock.models import Specimen
from exchange.parties.models import Organisation, Person, Unit


def with_consents(offer: Offer, *, unit: Unit, by: Person, now: datetime, problems: list[Problem]) -> Offer:
    """Return the offer with each specimen's consent, entering the form and the consents that are new.

    A row of a donor who has withdrawn is a problem, unless it says nothing new: whoever has withdrawn is not listed
    anew, and a specimen is not moved from a withdrawn consent to another.

    Raises:
        FileRefusedError: the form is not on record, and the options do not say what it allows.
        Refused: the form is on record with other content.
    """
    if all(lot.facts.specimen is None for lot in offer.lots):
        return offer
    form = _form(unit.organisation, offer.consent, by, now) if offer.consent else None
    withdrawn = _withdrawn(offer, unit, form)
    problems += [_problem(lot) for lot in offer.lots if withdrawn.bars(lot)]
    good = [lot for lot in offer.lots if not withdrawn.bars(lot)]
    donors = sorted({_donor(lot) for lot in good if not _is_pool(lot)} - withdrawn.donors)
    records = _records(form, offer.consent, donors, by, now) if form and offer.consent else {}
    return replace(offer, lots=tuple(_with_consent(lot, records) for lot in good))


def _form(organisation: Organisation, option: ConsentOption, by: Person, now: datetime) -> ConsentForm:
    if option.terms is not None:
        return register_form(
            organisation=organisation,
            code=option.code,
            version=option.version,
            title=option.title,
            use_terms=option.terms,
            by=by,
            now=now,
        )
    form = ConsentForm.objects.filter(organisation=organisation, code=option.code, version=option.version).first()
    if form is None:
        raise FileRefusedError(
            f"The consent form {option.code}@{option.version} is not on record;"
            " say consent_title and consent_terms to enter it."
        )
    return form


@dataclass(frozen=True)
class _Withdrawn:
    """Who has withdrawn, and which specimens of the listing rest on a withdrawn consent: donor by code."""

    donors: frozenset[str]
    specimens: dict[str, str]

    def bars(self, lot: Lot) -> bool:
        """Say whether a row lists something of such a donor, or such a specimen, other than what is on record."""
        donor, code = _donor(lot), lot.facts.code
        return (donor in self.donors or code in self.specimens) and self.specimens.get(code) != donor


def _withdrawn(offer: Offer, unit: Unit, form: ConsentForm | None) -> _Withdrawn:
    kept = Specimen.objects.filter(
        lot__listing__unit=unit,
        lot__listing__provider_key=offer.listing.provider_key,
        consent__status=ConsentState.WITHDRAWN,
    )
    specimens = dict(kept.values_list("lot__code", "donor_pseudonym"))
    of_form = ConsentRecord.objects.filter(form=form, status=ConsentState.WITHDRAWN) if form else None
    donors = set(of_form.values_list("donor_pseudonym", flat=True)) if of_form is not None else set()
    return _Withdrawn(frozenset(donors | set(specimens.values())), specimens)


def _problem(lot: Lot) -> Problem:
    return Problem(
        lot.line,
        "PATIENT_ID",
        _donor(lot),
        "The donor has withdrawn the consent, so nothing more of theirs can be listed.",
        "Leave the row out.",
    )


def _donor(lot: Lot) -> str:
    return lot.facts.specimen.donor_pseudonym if lot.facts.specimen else ""


def _is_pool(lot: Lot) -> bool:
    """Say whether a specimen is of several others, so that it rests on no single consent of the form."""
    return lot.made_from is not None and lot.made_from.relation == "pool"


def _records(
    form: ConsentForm, option: ConsentOption, donors: list[str], by: Person, now: datetime
) -> dict[str, ConsentRecord]:
    """Return the consents of the donors, entering the new ones if the importer says that all have signed."""
    on_record = ConsentRecord.objects.filter(form=form, donor_pseudonym__in=donors)
    records = {record.donor_pseudonym: record for record in on_record}
    if option.are_given:
        new = [GivenConsent(donor) for donor in donors if donor not in records]
        records |= record_consents(form=form, given=new, by=by, now=now)
    return records


def _with_consent(lot: Lot, records: dict[str, ConsentRecord]) -> Lot:
    """Name the consent of the lot's specimen, if there is one; without, it rests on what it rested on before."""
    record = records.get(_donor(lot))
    if lot.facts.specimen is None or record is None or _is_pool(lot):
        return lot
    specimen = replace(lot.facts.specimen, consent_id=record.pk)
    return replace(lot, facts=replace(lot.facts, specimen=specimen))
