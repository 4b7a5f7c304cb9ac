"""Play deals in every state, by the operations and handlers that people's commands would run."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from celery import current_app

from agreements.compliance import operations as compliance
from agreements.compliance.models import EthicsApproval
from agreements.drafting import operations as drafting
from agreements.drafting.models import Agreement
from agreements.signature import operations as signature
from catalog.listings.models import Listing
from catalog.vocabulary.models import Term
from exchange.demo.people import Settlers
from exchange.kernel import outbox
from exchange.parties.rules.proof import Proof, ProofMethod
from exchange.requests import operations as requests
from exchange.requests.models import AccessRequest, Project, RequestLine, RequestPart
from exchange.requests.operations import ProjectFacts
from exchange.shipping import operations as shipping
from exchange.shipping.models import Shipment
from exchange.shipping.operations import Receipt
from exchange.shipping.states import ReceiptCondition

ADDRESS = "Tumour Genomics Laboratory\nHill Road 12\nKampala\nUganda"
BREAST_CANCER, CHOLANGIOCARCINOMA = "MONDO:0007254", "MONDO:0019087"
BIOBANK, CELL_BANK = "Mur Valley Biobank", "Aire Cell Bank"


@dataclass(frozen=True)
class Side:
    """Who acts for a providing unit, by their keys in `world`."""

    manager: str
    committee: str
    legal: str
    signatory: str


SIDES = {
    BIOBANK: Side("resource_manager", "committee_chair", "legal_officer", "authorised_signatory"),
    CELL_BANK: Side("cell_bank_manager", "cell_bank_committee", "cell_bank_legal_officer", "cell_bank_signatory"),
}


class Play:
    """The demo's deals at one moment."""

    def __init__(self, settlers: Settlers, now: datetime) -> None:
        self.people = settlers.people
        self.organisations = settlers.organisations
        self.now = now
        self.researcher = self.people["researcher"]

    def all(self) -> None:
        """Play one deal for each state that people should see."""
        breast, biliary = self._projects()
        self._received(self._approved(breast, {"MVB-BREAST": 2, "CVCL_0031": 2}))
        self._packed(self._approved(breast, {"CVCL_0062": 1}))
        self._signing(self._approved(breast, {"MVB-BREAST": 3}))
        self._approved(breast, {"CVCL_0031": 1, "NVP-004": 1})
        self._declined(self._submitted(breast, {"MVB-BREAST": 12}))
        self._submitted(breast, {"MVB-BREAST": 4, "CVCL_0062": 2})
        self._basket(biliary, {"MVB-BILIARY": 3})

    def _projects(self) -> tuple[Project, Project]:
        approval = compliance.register_ethics_approval(
            organisation=self.organisations["kampala"],
            committee="Nile Valley Research Ethics Committee",
            number="NVREC-2026-118",
            country_code="UG",
            scope="Molecular studies of breast and biliary tract cancer in tissue from biobanks.",
            valid_from=date(2026, 2, 1),
            valid_until=date(2029, 1, 31),
            by=self.researcher,
            now=self.now,
        )
        breast = self._project("Early markers of breast cancer in East Africa", BREAST_CANCER, approval)
        biliary = self._project("Why biliary tract cancer is found late", CHOLANGIOCARCINOMA, approval)
        company = ProjectFacts(
            title="Targets in hormone-positive breast cancer",
            lay_summary="A company looks for new targets of treatment.",
            research_types=("disease", "drug-development"),
            diseases=list(Term.objects.filter(code=BREAST_CANCER)),
            is_commercial=True,
            is_genetic=True,
            countries=("US",),
        )
        requests.create_project(
            organisation=self.organisations["boston"], facts=company, by=self.people["company_researcher"], now=self.now
        )
        return breast, biliary

    def _project(self, title: str, disease: str, approval: EthicsApproval) -> Project:
        facts = ProjectFacts(
            title=title,
            lay_summary="We compare tumours from Uganda and from Europe, to find signs that can be seen early.",
            research_types=("disease",),
            diseases=list(Term.objects.filter(code=disease)),
            is_commercial=False,
            is_genetic=True,
            countries=("UG",),
            accepts_publication=True,
            accepts_return=True,
            duration_months=36,
            ethics_approvals=[approval],
        )
        return requests.create_project(
            organisation=self.organisations["kampala"], facts=facts, by=self.researcher, now=self.now
        )

    def _basket(self, project: Project, wanted: dict[str, int]) -> AccessRequest:
        for key, quantity in wanted.items():
            line = requests.add_line(
                project=project,
                listing=Listing.objects.get(provider_key=key),
                quantity=quantity,
                by=self.researcher,
                now=self.now,
            )
        return line.request

    def _submitted(self, project: Project, wanted: dict[str, int]) -> AccessRequest:
        basket = self._basket(project, wanted)
        return requests.submit(request=basket, shipping_address=ADDRESS, by=self.researcher, now=self.now)

    def _approved(self, project: Project, wanted: dict[str, int]) -> AccessRequest:
        request = self._submitted(project, wanted)
        for line in request.lines.select_related("part__unit").order_by("pk"):
            requests.approve_line(
                line=line,
                reason="Fits the collection's purpose.",
                by=self.people[self._side(line.part).committee],
                now=self.now,
            )
        deliver_news(now=self.now)
        return request

    def _declined(self, request: AccessRequest) -> None:
        line = RequestLine.objects.select_related("part__unit").get(request=request)
        requests.decline_line(
            line=line,
            reason="Twelve tumours are more than the collection can spare this year; five would be possible.",
            by=self.people[self._side(line.part).committee],
            now=self.now,
        )

    def _signing(self, request: AccessRequest) -> None:
        """Have both legal offices approve, and the provider's signatory sign."""
        for agreement in self._agreements(request):
            self._approve(agreement)
            self._sign(agreement, self._side(agreement).signatory)
        deliver_news(now=self.now)

    def _executed(self, request: AccessRequest) -> None:
        self._signing(request)
        for agreement in self._agreements(request):
            self._sign(agreement, "recipient_signatory")
        deliver_news(now=self.now)

    def _packed(self, request: AccessRequest) -> list[Shipment]:
        self._executed(request)
        return [
            shipping.prepare(
                part=part,
                lines=list(part.lines.filter(state="approved")),
                temperature_min_c=Decimal(-90),
                temperature_max_c=Decimal(-60),
                by=self.people[self._side(part).manager],
                now=self.now,
            )
            for part in request.parts.select_related("unit").order_by("pk")
        ]

    def _received(self, request: AccessRequest) -> None:
        for number, packed in enumerate(self._packed(request), 1):
            manager = self.people[self._side(packed.part).manager]
            shipment = shipping.ship(
                shipment=packed, carrier="Polar Courier", waybill=f"PC-88{number}41", by=manager, now=self.now
            )
            receipts = [Receipt(item, ReceiptCondition.GOOD) for item in shipment.items.order_by("pk")]
            shipping.confirm_receipt(shipment=shipment, receipts=receipts, by=self.researcher, now=self.now)
        deliver_news(now=self.now)

    def _agreements(self, request: AccessRequest) -> list[Agreement]:
        parts = request.parts.values("pk")
        return list(Agreement.objects.select_related("unit").filter(part_reference__in=parts).order_by("pk"))

    def _approve(self, agreement: Agreement) -> None:
        for legal in (self._side(agreement).legal, "recipient_legal_officer"):
            drafting.approve(
                agreement=agreement, text_sha256=agreement.text_sha256, by=self.people[legal], now=self.now
            )

    def _sign(self, agreement: Agreement, signatory: str) -> None:
        signature.sign(
            agreement=agreement,
            text_sha256=agreement.text_sha256,
            is_intended=True,
            proof=Proof(ProofMethod.SESSION, self.now),
            by=self.people[signatory],
            now=self.now,
        )

    def _side(self, row: RequestPart | Agreement | None) -> Side:
        if row is None:
            raise LookupError("A line of a submitted request has a part.")
        return SIDES[row.unit.name]


def deliver_news(*, now: datetime) -> None:
    """Run the handlers of all news that waits, and of the news that they bring.

    Handlers may send tasks by name; a worker knows all of them from its start, this process has to learn them.
    """
    current_app.loader.import_default_modules()
    while outbox.relay(_handle_now, now=now):
        pass


def _handle_now(event_id: int, handler: str) -> None:
    outbox.handle(event_id, handler)
