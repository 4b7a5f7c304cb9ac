"""Ethics approvals and projects."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from agreements.compliance.models import EthicsApproval
from catalog.vocabulary.models import Term
from exchange.parties.roles import Role
from exchange.requests.models import Project
from tests.factories.parties import OrganisationFactory, member


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
    def diseases(self: Project, create: bool, extracted: list[Term] | None, **_: object) -> None:
        for term in (extracted or ()) if create else ():
            self.diseases.add(term, through_defaults={"release": term.release, "coded_as": term.code})
