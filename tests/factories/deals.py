"""Deals as an agreement states them, and the facts that choose its form."""

from datetime import date
from typing import Any

import factory

from agreements.drafting.deal import Deal, FilledAgreement, Party, PartyRole, ScheduleItem, SignatureBlock
from agreements.drafting.filling import fill
from agreements.drafting.library import form_in_force
from agreements.drafting.rules import (
    AccompanyingData,
    FormFacts,
    FormId,
    MaterialFacts,
    MaterialOrigin,
    Overlay,
    Purpose,
    ThirdPartyTerms,
)
from exchange.parties.vocabulary import MaterialClass, Sector

DAY = date(2026, 11, 20)


class PartyFactory(factory.Factory[Party]):
    class Meta:
        model = Party

    name = "Sample University"
    address = "1 Campus Road\n10000 Sampleton"
    contact = "Dr Ada Example, principal investigator"
    ror_id = "https://ror.org/000000001"


class ScheduleItemFactory(factory.Factory[ScheduleItem]):
    class Meta:
        model = ScheduleItem

    description = factory.Sequence(lambda number: f"Biliary tumour tissue, frozen, number {number}")
    identifiers = factory.Sequence(lambda number: f"BIL-{number:04d}")
    quantity = "1 aliquot"
    conditions = ()


class SignatureBlockFactory(factory.Factory[SignatureBlock]):
    class Meta:
        model = SignatureBlock

    key = "provider"
    party = PartyRole.PROVIDER
    rank = 1
    role_sentence = "Authorised to bind the organisation"


def signature_blocks(*, recipient_rank: int = 2) -> tuple[SignatureBlock, ...]:
    """Return one block for each party; with equal ranks they sign in any order."""
    return (
        SignatureBlockFactory.build(),
        SignatureBlockFactory.build(key="recipient", party=PartyRole.RECIPIENT, rank=recipient_rank),
    )


class DealFactory(factory.Factory[Deal]):
    class Meta:
        model = Deal

    number = "A-2026-00042"
    prepared_on = DAY
    provider = factory.SubFactory(PartyFactory, name="Provider Biobank", contact="")
    recipient = factory.SubFactory(PartyFactory, name="Recipient Institute")
    project_title = "Early biliary cancer"
    purpose = "We look for early signs of biliary cancer."
    items = factory.LazyFunction(lambda: tuple(ScheduleItemFactory.build_batch(3)))
    signatures = factory.LazyFunction(signature_blocks)
    overlays = ()
    ethics_approval = "REC-2026-118, valid until 31 December 2027"


class MaterialFactsFactory(factory.Factory[MaterialFacts]):
    class Meta:
        model = MaterialFacts

    label = "Example line"
    material_class = MaterialClass.CELL_LINE
    origin = MaterialOrigin.NOT_HUMAN
    accompanying_data = AccompanyingData.NONE
    third_party_terms = ThirdPartyTerms.NONE
    is_proprietary = False

    class Params:
        coded_samples = factory.Trait(
            label="Biliary samples",
            material_class=MaterialClass.HUMAN_SAMPLE,
            origin=MaterialOrigin.HUMAN_CODED,
            accompanying_data=AccompanyingData.CODED,
        )


class FormFactsFactory(factory.Factory[FormFacts]):
    class Meta:
        model = FormFacts

    provider_sector = Sector.HOSPITAL
    recipient_sector = Sector.ACADEMIC
    provider_country = "UG"
    recipient_country = "UG"
    materials = factory.LazyFunction(lambda: (MaterialFactsFactory.build(),))
    purpose = Purpose.RESEARCH
    fee_for_service = False
    confidential_information = False


def filled_agreement(form: FormId = FormId.HUMAN_MATERIAL, **changes: Any) -> FilledAgreement:
    """Return an agreement filled from a deal with some changes."""
    if form is FormId.HUMAN_MATERIAL:
        changes.setdefault("overlays", (Overlay.CODED_DATA,))
    return fill(form_in_force(form, on=DAY), DealFactory.build(**changes))
