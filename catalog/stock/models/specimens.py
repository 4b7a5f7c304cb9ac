"""Human material: what each specimen is, whose consent it rests on, and what it was made from."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from catalog.consent.models import ConsentRecord
from catalog.kinds.models import Protocol
from catalog.stock.fields import AGE_UNITS, RELATIONS, SEXES, SPREC_VERSIONS, STORAGE_TEMPERATURES
from catalog.stock.models.lots import Lot
from catalog.stock.triggers import LINEAGE_HOLDS, POOL_RESTS_ON_ITS_PARTS
from exchange.kernel.models import Record
from exchange.kernel.pii import classify


class Specimen(models.Model):
    """A single piece of human material and the donor's consent it rests on."""

    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, primary_key=True, related_name="specimen")
    consent = models.ForeignKey(
        ConsentRecord,
        on_delete=models.PROTECT,
        null=True,
        related_name="specimens",
        help_text="Null when no record is known: a person decides, and it cannot be shipped.",
    )
    donor_pseudonym = models.CharField(max_length=100)
    material = models.CharField(max_length=60, help_text="E.g. DNA, cfDNA, FFPE, Whole Blood.")
    sample_type = models.CharField(max_length=60, blank=True, help_text="E.g. Primary, Metastasis, Normal.")
    anatomical_site = models.TextField(blank=True)
    diagnosis = models.TextField(blank=True)
    diagnosis_code = models.CharField(max_length=60, blank=True, help_text="Code as supplied, e.g. ONCOTREE:GBC.")
    anatomical_site_code = models.CharField(
        max_length=60, blank=True, help_text="Code as supplied, e.g. UBERON:0002110."
    )
    sex = models.CharField(max_length=20, blank=True)
    age = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    age_unit = models.CharField(max_length=20, blank=True)
    collected = models.CharField(max_length=10, blank=True)
    sprec = models.CharField(max_length=40, blank=True)
    sprec_version = models.CharField(max_length=4, blank=True)
    storage_temperature = models.CharField(max_length=40, blank=True)
    preservation = models.TextField(blank=True)
    freeze_thaw_count = models.PositiveSmallIntegerField(null=True)
    associated_data = ArrayField(models.TextField(), default=list)
    protocol = models.ForeignKey(
        Protocol, on_delete=models.PROTECT, null=True, related_name="specimens", help_text="Under which it was taken."
    )

    PII = classify(
        none="lot consent material sprec sprec_version storage_temperature preservation freeze_thaw_count"
        " associated_data protocol",
        pseudonym="donor_pseudonym",
        health="sample_type anatomical_site anatomical_site_code diagnosis diagnosis_code sex age age_unit collected",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["", *SEXES]), name="specimen_sex_known"),
            models.CheckConstraint(
                condition=Q(age__isnull=True, age_unit="") | Q(age__isnull=False, age__gte=0, age_unit__in=AGE_UNITS),
                name="specimen_age_has_unit",
            ),
            # Both together tell when somebody was born.
            models.CheckConstraint(condition=Q(age__isnull=True) | Q(collected=""), name="specimen_age_or_date"),
            models.CheckConstraint(
                condition=Q(collected="")
                | Q(collected__regex=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
                name="specimen_collected_form",
            ),
            models.CheckConstraint(
                condition=Q(sprec="", sprec_version="")
                | Q(sprec__regex=r"^[A-Z]{3}(-[A-Z0-9]{1,3}){6}$", sprec_version__in=SPREC_VERSIONS),
                name="specimen_sprec_has_version",
            ),
            models.CheckConstraint(
                condition=Q(storage_temperature__in=["", *STORAGE_TEMPERATURES]), name="specimen_temperature_known"
            ),
        ]
        indexes = [models.Index(fields=["donor_pseudonym"], name="specimen_donor")]
        triggers = [
            pgtrigger.Trigger(
                name="specimen_pool_rests_on_its_parts",
                operation=pgtrigger.UpdateOf("consent_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.consent_id IS DISTINCT FROM NEW.consent_id"),
                func=POOL_RESTS_ON_ITS_PARTS,
            ),
            # Without its row, or with another consent, a specimen would escape the donor's withdrawal.
            pgtrigger.Protect(name="specimen_no_delete", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="specimen_keeps_withdrawal",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.consent_id IS DISTINCT FROM NEW.consent_id"),
                func="""
                IF EXISTS (
                    SELECT 1 FROM consent_consentrecord c WHERE c.id = OLD.consent_id AND c.status <> 'active'
                ) THEN
                    RAISE EXCEPTION 'G2: the donor of this specimen has withdrawn' USING ERRCODE = 'RG002';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.lot)


class Lineage(Record):
    """That a specimen was made from another; a pool has one of these for each of its parts."""

    child = models.ForeignKey(Specimen, on_delete=models.PROTECT, related_name="origins")
    parent = models.ForeignKey(Specimen, on_delete=models.PROTECT, related_name="descendants")
    relation = models.CharField(max_length=20)

    PII = classify(none="id created_at child parent relation")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="lineage_once"),
            models.UniqueConstraint(
                fields=["child"], condition=Q(relation__in=["aliquot", "derivative"]), name="lineage_one_parent"
            ),
            models.CheckConstraint(condition=Q(relation__in=RELATIONS), name="lineage_relation_known"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="lineage_not_of_itself"),
        ]
        triggers = [
            pgtrigger.Protect(name="lineage_no_update", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="lineage_holds", operation=pgtrigger.Insert, when=pgtrigger.Before, func=LINEAGE_HOLDS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id}: {self.relation} of {self.parent_id}"
