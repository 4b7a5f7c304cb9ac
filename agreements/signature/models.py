"""Signatures: who bound which party, by what authority, the sealed document and the bundle that prove it."""

import pgtrigger
from django.db import models

from agreements.drafting.models import Agreement, AgreementDocument
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person, SigningAuthority

SIGNED_WITH_AUTHORITY = """
IF NOT EXISTS (
    SELECT 1 FROM parties_signingauthority a
    JOIN drafting_agreement g ON g.id = NEW.agreement_id
    WHERE a.id = NEW.authority_id AND a.person_id = NEW.person_id AND a.organisation_id = NEW.organisation_id
      AND NEW.organisation_id IN (g.provider_id, g.recipient_id)
      AND g.material_classes <@ a.material_classes
      AND a.since_on <= (now() AT TIME ZONE 'UTC')::date
      AND (a.until_on IS NULL OR a.until_on >= (now() AT TIME ZONE 'UTC')::date)
) THEN
    RAISE EXCEPTION 'G5: person % has no authority to sign agreement % today', NEW.person_id, NEW.agreement_id
        USING ERRCODE = 'RG005';
END IF;
IF NOT EXISTS (
    SELECT 1 FROM drafting_agreement g
    WHERE g.id = NEW.agreement_id AND g.state = 'signing' AND g.text_sha256 = NEW.text_sha256
    FOR SHARE
) THEN
    RAISE EXCEPTION 'G4: agreement % is not open for signature of this text', NEW.agreement_id
        USING ERRCODE = 'RG004';
END IF;
IF NEW.sealed_document_id IS NOT NULL THEN
    RAISE EXCEPTION 'G4: a signature is sealed after it was given' USING ERRCODE = 'RG004';
END IF;
RETURN NEW;
"""

SEALED_IN_ITS_AGREEMENT = """
IF OLD.sealed_document_id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM drafting_agreementdocument d
    WHERE d.id = NEW.sealed_document_id AND d.agreement_id = NEW.agreement_id AND d.sequence > 0
) THEN
    RAISE EXCEPTION 'G4: the seal of signature % is final and of its own agreement', OLD.id USING ERRCODE = 'RG004';
END IF;
RETURN NEW;
"""

EVIDENCE_OF_EXECUTED = """
IF NOT EXISTS (SELECT 1 FROM drafting_agreement g WHERE g.id = NEW.agreement_id AND g.state = 'executed') THEN
    RAISE EXCEPTION 'G4: agreement % is not executed, so nothing proves it', NEW.agreement_id
        USING ERRCODE = 'RG004';
END IF;
RETURN NEW;
"""


class Signature(Record):
    """An authorised person's act for one party. It counts once it is sealed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(SigningAuthority, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    intent = models.TextField(help_text="The sentence the person confirmed.")
    authenticated_at = models.DateTimeField(help_text="When the person last proved who they are.")
    authentication = models.CharField(max_length=20, help_text="How: session or script.")
    sealed_document = models.OneToOneField(
        AgreementDocument, on_delete=models.PROTECT, null=True, related_name="signature"
    )
    sealed_at = models.DateTimeField(null=True, help_text="The timestamp authority's time.")

    PII = classify(
        none="id created_at agreement organisation authority text_sha256 authenticated_at authentication"
        " sealed_document sealed_at",
        link="person",
        free_text="intent",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="signature_once_a_side"),
            models.UniqueConstraint(fields=["agreement", "person"], name="signature_for_one_side"),
            models.CheckConstraint(
                condition=models.Q(sealed_document__isnull=True, sealed_at__isnull=True)
                | models.Q(sealed_document__isnull=False, sealed_at__isnull=False),
                name="signature_sealed_has_moment",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signature_with_authority",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=SIGNED_WITH_AUTHORITY,
            ),
            pgtrigger.ReadOnly(name="signature_frozen", exclude=["sealed_document", "sealed_at"]),
            pgtrigger.Trigger(
                name="signature_seal_final",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=SEALED_IN_ITS_AGREEMENT,
            ),
            pgtrigger.Protect(name="signature_no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"


class EvidenceBundle(Record):
    """All that proves an executed agreement, in one file that is checked without this system."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="evidence")
    content = models.BinaryField(help_text="The zip.")
    sha256 = models.CharField(max_length=64)

    PII = classify(none="id created_at agreement sha256", free_text="content")

    class Meta:
        triggers = [
            *append_only("evidence"),
            pgtrigger.Trigger(
                name="evidence_of_executed",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=EVIDENCE_OF_EXECUTED,
            ),
        ]

    def __str__(self) -> str:
        return f"evidence of {self.agreement_id}"
