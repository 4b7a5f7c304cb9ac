"""A whole house of people, with deals at every step.

Requests, agreements and shipments move by their operations only, as the database demands it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from agreements.drafting.models import Agreement
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
from exchange.shipping.states import ReceiptCondition
from tests.factories.consent import GENERAL, ConsentFormFactory, ConsentRecordFactory, use_terms_set
from tests.factories.listings import CellLineFactory, SampleCollectionFactory
from tests.factories.parties import OrganisationFactory, UnitFactory, member, signatory
from tests.factories.requests import shortcuts
from tests.factories.requests.rows import EthicsApprovalFactory, ProjectFactory
from tests.factories.stock import LotFactory, SpecimenFactory

ADDRESS = "Tumour laboratory\n12 Hill Road\nSampleton"


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

    def in_review(self, *, samples: int = 2, vials: int = 0) -> Agreement:
        """Return the agreement of a request for one kind of material, with both legal offices."""
        request = self.approved(samples=samples, vials=vials)
        return shortcuts.rendered(self.agreement_of(request.parts.get()))

    def reviewed(self, *, samples: int = 2, vials: int = 0) -> Agreement:
        """Return the agreement of a request for one kind of material, approved by both sides and open for signature."""
        return self.review(self.in_review(samples=samples, vials=vials))

    def review(self, agreement: Agreement) -> Agreement:
        """Have both legal offices approve an agreement."""
        return shortcuts.approved(agreement, self.side_of(agreement).legal, self.legal, now=self.now)

    def sign(self, agreement: Agreement, *, sides: int = 2) -> Agreement:
        """Sign an agreement that is open for signature, the provider first; it is not sealed thereby."""
        signatories = (self.side_of(agreement).signatory, self.signatory)
        return shortcuts.signed(agreement, *signatories[:sides], now=self.now)

    def side_of(self, agreement: Agreement) -> Provider:
        """Return who provides under an agreement."""
        return self.biobank if agreement.unit_id == self.biobank.unit.pk else self.cell_bank

    def executed(self, *, samples: int = 2, vials: int = 0) -> Agreement:
        """Return the executed agreement of a request for one kind of material."""
        return self.execute(self.in_review(samples=samples, vials=vials))

    def execute(self, agreement: Agreement) -> Agreement:
        """Bring a drafted agreement to its end, sealed with anything but real seals."""
        return shortcuts.sealed(self.sign(self.review(agreement)), now=self.now)

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

    def confirm(self, shipment: Shipment) -> Shipment:
        """Confirm that everything arrived in good order."""
        receipts = [shipping.Receipt(item, ReceiptCondition.GOOD) for item in shipment.items.all()]
        return shipping.confirm_receipt(shipment=shipment, receipts=receipts, by=self.researcher, now=self.now)

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
