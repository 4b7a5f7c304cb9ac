"""People, organisations, units, memberships, signing authority and API tokens."""

from datetime import timedelta
from typing import ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.people import PersonManager
from exchange.parties.roles import ROLES, Role, RoleDefinition
from exchange.parties.vocabulary import MaterialClass, OrganisationStatus, Sector, UnitKind

UNIT_OF_ORGANISATION = """
IF NEW.unit_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM parties_unit u WHERE u.id = NEW.unit_id AND u.organisation_id = NEW.organisation_id
) THEN
    RAISE EXCEPTION 'G6: unit % is not of organisation %', NEW.unit_id, NEW.organisation_id USING ERRCODE = 'RG006';
END IF;
RETURN NEW;
"""


class Person(AbstractBaseUser, Record):
    """Somebody who signs in."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200, blank=True)
    orcid = models.CharField(max_length=19, blank=True, help_text="0000-0002-1825-0097")
    time_zone = models.CharField(max_length=64, default="UTC", help_text="IANA name, e.g. Africa/Kampala.")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    PII = classify(
        none="id created_at last_login time_zone is_active",
        identity="full_name orcid",
        contact="email",
        secret="password",
    )

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.UniqueConstraint(fields=["orcid"], condition=~Q(orcid=""), name="person_orcid_once"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email


class Organisation(Record):
    """An institution that provides or receives. Its ROR record is copied, not invented."""

    ror_id = models.CharField(max_length=25, unique=True, null=True, help_text="https://ror.org/0…")
    name = models.TextField()
    other_names = ArrayField(models.TextField(), default=list)
    country_code = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2.")
    city = models.TextField(blank=True)
    sector = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Sector])
    status = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in OrganisationStatus], default=OrganisationStatus.ACTIVE.value
    )
    website = models.URLField(blank=True, max_length=500)
    isni = models.CharField(max_length=19, blank=True, help_text="0000 0001 1482 3639; empty when ROR names none.")
    ror_release = models.CharField(max_length=20, blank=True, help_text="Release of the ROR data it was read from.")
    ror_successors = ArrayField(
        models.CharField(max_length=25), default=list, help_text="ROR ids that follow it, known here or not."
    )
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", through="OrganisationSuccession"
    )
    search_text = models.TextField(
        blank=True, editable=False, help_text="All names in lower case and without accents; set by a trigger."
    )

    PII = classify(
        none="id created_at ror_id name other_names country_code city sector status website isni ror_release"
        " ror_successors successors search_text"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "country_code", condition=Q(ror_id__isnull=True), name="organisation_unlisted_once"
            ),
        ]
        indexes = [
            GinIndex(fields=["search_text"], name="organisation_search_trgm", opclasses=["gin_trgm_ops"]),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="organisation_search_text",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="NEW.search_text := lower(unaccent(concat_ws(E'\\n', NEW.name,"
                " array_to_string(NEW.other_names, E'\\n')))); RETURN NEW;",
            ),
            pgtrigger.Protect(name="organisation_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_nonprofit(self) -> bool:
        """Say whether its sector is anything but industry."""
        return self.sector != Sector.INDUSTRY


class OrganisationSuccession(models.Model):
    """A withdrawn or merged organisation and the one that follows it."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="succeeded_by")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="succeeds")

    PII = classify(none="id predecessor successor")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=models.F("successor")), name="succession_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Unit(Record):
    """A part of an organisation: biobank, cell bank, core facility, lab, legal office."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in UnitKind])
    shipping_address = models.TextField(blank=True)

    PII = classify(none="id created_at organisation name kind", contact="shipping_address")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once")]
        triggers = [pgtrigger.ReadOnly(name="unit_stays", fields=["organisation"])]

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """A person's role in an organisation, or in one unit of it, for a span of days."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role])
    since_on = models.DateField()
    until_on = models.DateField(
        null=True,
        help_text="Last day; open when null. The day before since_on when it was taken back on its first day.",
    )

    PII = classify(none="id created_at organisation unit role since_on until_on", link="person")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "unit", "role"],
                condition=Q(until_on__isnull=True),
                nulls_distinct=False,
                name="membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("since_on") - timedelta(days=1)),
                name="membership_span",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="membership_unit_of_organisation",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=UNIT_OF_ORGANISATION,
            ),
            pgtrigger.ReadOnly(name="membership_frozen", exclude=["until_on"]),
            pgtrigger.Protect(name="membership_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation_id}"

    @property
    def definition(self) -> RoleDefinition:
        """Return the role's title, sentence and permissions."""
        return ROLES[Role(self.role)]


class SigningAuthority(Record):
    """Who may bind an organisation, for which classes of material, on which days."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signing_authorities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signing_authorities")
    material_classes = ArrayField(
        models.CharField(max_length=30, choices=[(c.value, c.value) for c in MaterialClass]),
        help_text="Classes the person may sign for; never empty.",
    )
    since_on = models.DateField()
    until_on = models.DateField(null=True, help_text="Last day; open when null.")
    evidence = models.TextField(help_text="Where the delegation is recorded, e.g. a board resolution's number.")
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    PII = classify(
        none="id created_at organisation material_classes since_on until_on",
        link="person granted_by",
        free_text="evidence",
    )

    class Meta:
        verbose_name_plural = "signing authorities"
        constraints = [
            models.CheckConstraint(condition=~Q(material_classes=[]), name="authority_for_something"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("since_on")), name="authority_span"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=models.F("person")),
                name="authority_not_by_oneself",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="authority_frozen", exclude=["until_on"]),
            pgtrigger.Protect(name="authority_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"


class ApiToken(Record):
    """A key for scripts; only its SHA-256 is stored."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True)
    may_sign = models.BooleanField(
        default=False, help_text="Whether it signs agreements too; making such a token asks for a fresh proof."
    )
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    PII = classify(
        none="id created_at name may_sign expires_at last_used_at revoked_at", link="person", secret="sha256"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="token_expires_later"),
        ]

    def __str__(self) -> str:
        return self.name
