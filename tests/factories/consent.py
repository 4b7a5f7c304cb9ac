"""Use terms, consent forms and consent records."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from catalog.consent.models import ConsentForm, ConsentRecord, UseTermsSet
from catalog.consent.rules import (
    Modifier,
    Permission,
    UseTerms,
    use_terms_hash,
    use_terms_json,
)
from catalog.consent.rules.duo import GRU, HMB, IRB
from tests.factories.parties import OrganisationFactory

GENERAL = UseTerms(permissions=(Permission(code=GRU),))
HEALTH_WITH_ETHICS = UseTerms(permissions=(Permission(code=HMB),), modifiers=(Modifier(code=IRB),))


def use_terms_set(terms: UseTerms = GENERAL) -> UseTermsSet:
    """Return the stored set of these terms."""
    stored, _ = UseTermsSet.objects.get_or_create(
        sha256=use_terms_hash(terms), defaults={"terms": use_terms_json(terms)}
    )
    return stored


class ConsentFormFactory(DjangoModelFactory[ConsentForm]):
    """A form that allows general research use."""

    class Meta:
        model = ConsentForm

    organisation = factory.SubFactory(OrganisationFactory)
    code = factory.Sequence(lambda n: f"form-{n}")
    version = "1"
    title = factory.Sequence(lambda n: f"Broad consent {n}")
    use_terms = factory.LazyFunction(use_terms_set)


class ConsentRecordFactory(DjangoModelFactory[ConsentRecord]):
    """A consent that stands without end."""

    class Meta:
        model = ConsentRecord

    form = factory.SubFactory(ConsentFormFactory)
    donor_pseudonym = factory.Sequence(lambda n: f"donor-{n}")
    given_on = date(2021, 5, 4)
