"""Projects and ethics approvals, and a whole house of people with deals at every step.

Requests, agreements and shipments move by their operations only, as the database demands it.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from agreements.compliance.models import EthicsApproval
from agreements.drafting import operations as drafting
from agreements.drafting.models import Agreement, AgreementDocument
from agreements.drafting.states import AgreementState
from agreements.signature import operations as signature
from catalog.consent.models import ConsentForm
from catalog.listings.models import Listing
from exchange.kernel import clock
from exchange.parties.models import Organisation, Person, Unit
from exchange.parties.roles import Role
from exchange.parties.rules.proof import Proof, ProofMethod
from exchange.parties.vocabulary import Sector, UnitKind
from exchange.requests import operations
from exchange.requests.models import AccessRequest, Project, RequestLine, RequestPart
from exchange.shipping import operations as shipping
from exchange.shipping.models import Shipment
from tests.factories.consent import GENERAL, ConsentFormFactory, ConsentRecordFactory, use_terms_set
from tests.factories.listings import CellLineFactory, SampleCollectionFactory
from tests.factories.parties import (
    OrganisationFactory,
    UnitFactory,
    member,
    signatory,
)
from tests.factories.stock import LotFactory, SpecimenFactory

ADDRESS = "Tumour laboratory\n12 Hill Road\nSampleton"


class EthicsApprovalFactory(DjangoModelFactory[EthicsApproval]):
    """An approval in force from 2020 until 2099."""

    class Meta:
        model = EthicsApproval

    organisation = factory.SubFactory(OrganisationFactory)
    committee = "Research ethics committee"
    number = factory.Sequence(lambda n: f"REC-{n}")
    country_code = "UG"
    scope = "Research on biliary tract cancer."
    valid_from = date(2020, 1, 1)
    valid_until = date(2099, 12, 31)
    registered_by = factory.LazyAttribute(lambda approval: member(Role.RESEARCHER, approval.organisation))


class ProjectFactory(DjangoModelFactory[Project]):
    """Health research, not commercial, without ethics approvals; pass a list of them by `ethics_approvals=`."""

    class Meta:
        model = Project
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    owner = factory.LazyAttribute(lambda project: member(Role.RESEARCHER, project.organisation))
    title = factory.Sequence(lambda n: f"Early biliary cancer {n}")
    lay_summary = "We look for early signs of biliary cancer."
    research_types = factory.LazyFunction(lambda: ["health"])
    is_commercial = False
    is_genetic = True
    countries = factory.LazyFunction(list)
    sensitive_topics = factory.LazyFunction(list)

    @factory.post_generation
    def ethics_approvals(self: Project, create: bool, extracted: list[EthicsApproval] | None, **_: object) -> None:
        if create and extracted:
            self.ethics_approvals.set(extracted)

    @factory.post_generation
    def diseases(self: Project, create: bool, extracted: list[object] | None, **_: object) -> None:
        if create and extracted:
            self.diseases.set(extracted)


@dataclass
class Provider:
    """A providing organisation with one unit and everybody who acts for it."""

    unit: Unit
    manager: Person
    committee: Person
    legal: Person
    signatory: Person

    @property
    def organisation(self) -> Organisation:
        return self.unit.organisation


def provider(kind: UnitKind = UnitKind.BIOBANK, **organisation: object) -> Provider:
    """Return a provider of a hospital in Austria."""
    values = {"sector": Sector.HOSPITAL.value, "country_code": "AT", "city": "Graz"} | organisation
    unit = UnitFactory.create(kind=kind.value, organisation=OrganisationFactory.create(**values))
    return Provider(
        unit=unit,
        manager=member(Role.RESOURCE_MANAGER, unit=unit),
        committee=member(Role.COMMITTEE_CHAIR, unit=unit),
        legal=member(Role.LEGAL_OFFICER, unit.organisation),
        signatory=signatory(unit.organisation),
    )


@dataclass
class House:
    """A recipient, a biobank and a cell bank, with what they offer.

    Everything is placed at `now`, which is the present unless a test wants the past: the database reads its own clock.
    """

    recipient: Organisation
    researcher: Person
    legal: Person
    signatory: Person
    biobank: Provider
    cell_bank: Provider
    samples: Listing
    line: Listing
    form: ConsentForm
    project: Project
    now: datetime = field(default_factory=clock.now)

    def basket(self, *, samples: int = 2, vials: int = 2) -> AccessRequest:
        """Return a basket with so many samples and vials; none of either leaves the listing out."""
        for listing, quantity in ((self.samples, samples), (self.line, vials)):
            if quantity:
                operations.add_line(
                    project=self.project, listing=listing, quantity=quantity, by=self.researcher, now=self.now
                )
        return AccessRequest.objects.get(project=self.project, state="draft")

    def submitted(self, *, samples: int = 2, vials: int = 2) -> AccessRequest:
        """Return a submitted request."""
        basket = self.basket(samples=samples, vials=vials)
        return operations.submit(request=basket, shipping_address=ADDRESS, by=self.researcher, now=self.now)

    def approved(self, *, samples: int = 2, vials: int = 0) -> AccessRequest:
        """Return a request of which the committees approved every line; its agreements are drafted."""
        request = self.submitted(samples=samples, vials=vials)
        for line in request.lines.order_by("pk"):
            self.approve(line)
        return request

    def approve(self, line: RequestLine) -> RequestLine:
        """Have the committee of the line's unit approve it."""
        return operations.approve_line(
            line=RequestLine.objects.get(pk=line.pk), reason="Fits.", by=self.of(line).committee, now=self.now
        )

    def of(self, line: RequestLine) -> Provider:
        """Return who provides a line."""
        return self.biobank if line.listing_id == self.samples.pk else self.cell_bank

    def agreement_of(self, part: RequestPart) -> Agreement:
        """Return the one agreement of a part."""
        return Agreement.objects.get(part_reference=part.pk)

    def reviewed(self, *, samples: int = 2, vials: int = 0) -> Agreement:
        """Return the agreement of a request for one kind of material, approved by both sides and open for signature."""
        request = self.approved(samples=samples, vials=vials)
        return reviewed_quickly(self.agreement_of(request.parts.get()), self)

    def executed(self, *, samples: int = 2, vials: int = 0) -> Agreement:
        """Return the executed agreement of a request for one kind of material, sealed with anything but real seals."""
        request = self.approved(samples=samples, vials=vials)
        return execute_quickly(self.agreement_of(request.parts.get()), self)

    def prepared(self, *, samples: int = 2, vials: int = 0) -> Shipment:
        """Return a packed shipment of which every gate is green."""
        agreement = self.executed(samples=samples, vials=vials)
        return self.pack(RequestPart.objects.get(pk=agreement.part_reference))

    def pack(self, part: RequestPart) -> Shipment:
        """Pack all approved lines of a part."""
        lines = list(part.lines.filter(state="approved"))
        return shipping.prepare(
            part=part,
            lines=lines,
            temperature_min_c=Decimal(-90),
            temperature_max_c=Decimal(-60),
            by=self.of(lines[0]).manager,
            now=self.now,
        )

    def ship(self, shipment: Shipment, waybill: str = "WB-1") -> Shipment:
        """Hand a packed shipment to its carrier."""
        by = self.biobank.manager if shipment.part.unit_id == self.biobank.unit.pk else self.cell_bank.manager
        return shipping.ship(shipment=shipment, carrier="Cold Courier", waybill=waybill, by=by, now=self.now)

    def proof(self) -> Proof:
        """Return that somebody signed in just now."""
        return Proof(ProofMethod.SESSION, self.now)


def house(*, specimens: int = 3, vials: int = 5, now: datetime | None = None) -> House:
    """Return a house: specimens of one donor each, under general consent, and vials of one human line."""
    recipient = OrganisationFactory.create(country_code="UG", city="Kampala")
    researcher = member(Role.RESEARCHER, recipient, full_name="Ada Example")
    biobank, cell_bank = provider(), provider(UnitKind.CELL_BANK, sector=Sector.NONPROFIT.value, country_code="GB")
    samples = SampleCollectionFactory.create(listing__unit=biobank.unit).listing
    form = ConsentFormFactory.create(organisation=biobank.organisation)
    for _ in range(specimens):
        record = ConsentRecordFactory.create(form=form)
        SpecimenFactory.create(lot__listing=samples, consent=record, donor_pseudonym=record.donor_pseudonym)
    line = CellLineFactory.create(listing__unit=cell_bank.unit, listing__use_terms=use_terms_set(GENERAL)).listing
    LotFactory.create(listing=line, on_hand=vials)
    approval = EthicsApprovalFactory.create(organisation=recipient, registered_by=researcher)
    return House(
        recipient=recipient,
        researcher=researcher,
        legal=member(Role.LEGAL_OFFICER, recipient),
        signatory=signatory(recipient),
        biobank=biobank,
        cell_bank=cell_bank,
        samples=samples,
        line=line,
        form=form,
        project=ProjectFactory.create(organisation=recipient, owner=researcher, ethics_approvals=[approval]),
        now=now or clock.now(),
    )


def in_review_quickly(agreement: Agreement) -> Agreement:
    """Bring a drafted agreement to review with a document that is no PDF, to spare the typesetting.

    In a test that commits, the handlers of the news have made the real one.
    """
    agreement.refresh_from_db()
    if agreement.state == AgreementState.DRAFT:
        content = b"%PDF- stands in for the text"
        AgreementDocument.objects.create(agreement=agreement, sequence=0, content=content, sha256=_digest(content))
        Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.IN_REVIEW)
    return Agreement.objects.get(pk=agreement.pk)


def reviewed_quickly(agreement: Agreement, home: House) -> Agreement:
    """Bring a drafted agreement through review to signing."""
    agreement = in_review_quickly(agreement)
    side = home.biobank if agreement.unit_id == home.biobank.unit.pk else home.cell_bank
    for legal in (side.legal, home.legal):
        drafting.approve(agreement=agreement, text_sha256=agreement.text_sha256, by=legal, now=home.now)
    return Agreement.objects.get(pk=agreement.pk)


def sign_for_provider(agreement: Agreement, home: House) -> Agreement:
    """Sign an agreement that is open for signature for the provider."""
    side = home.biobank if agreement.unit_id == home.biobank.unit.pk else home.cell_bank
    return _sign(agreement, side.signatory, home)


def _sign(agreement: Agreement, person: Person, home: House) -> Agreement:
    return signature.sign(
        agreement=agreement,
        text_sha256=agreement.text_sha256,
        is_intended=True,
        proof=home.proof(),
        by=person,
        now=home.now,
    )


def execute_quickly(agreement: Agreement, home: House) -> Agreement:
    """Sign a drafted agreement for both sides and seal it with stand-ins, to spare the cryptography."""
    agreement = sign_for_provider(reviewed_quickly(agreement, home), home)
    _sign(agreement, home.signatory, home)
    agreement.refresh_from_db()
    if agreement.state == AgreementState.EXECUTED:
        return agreement
    for sequence, given in enumerate(agreement.signatures.order_by("pk"), 1):
        content = bytes(agreement.documents.get(sequence=sequence - 1).content) + b" sealed"
        given.sealed_document = AgreementDocument.objects.create(
            agreement=agreement, sequence=sequence, content=content, sha256=_digest(content)
        )
        given.sealed_at = home.now
        given.save()
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.EXECUTED, executed_at=home.now)
    return Agreement.objects.get(pk=agreement.pk)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
