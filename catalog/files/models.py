"""Photos and documents of listings, and their bytes."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.files.rules import LONGEST_ALT_TEXT, LONGEST_TITLE, MOST_PHOTOS, DocumentFormat, DocumentKind
from catalog.files.states import PHOTO_TRANSITIONS, PhotoState
from catalog.listings.models import Listing
from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.models import Person

# What feeds tell of a listing has changed with it; its version, which is of what its managers write, has not.
TOUCH_LISTING = "UPDATE listings_listing SET changed_at = now() WHERE id = OLD.listing_id; RETURN NULL;"


class PhotoSize(models.TextChoices):
    """What a photo's bytes are."""

    RECEIVED = "received", "as it arrived, kept until it was looked at"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class ListingPhoto(Record):
    """A photo of what is listed. It is shown once it is encoded anew and described in words."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="photos")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="Of the file as it arrived.")
    alt_text = models.CharField(
        max_length=LONGEST_ALT_TEXT, blank=True, help_text="What it shows, for who cannot see it; empty until said."
    )
    position = models.PositiveSmallIntegerField(help_text="Place among the listing's photos, the first being 1.")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in PhotoState], default=PhotoState.WAITING.value
    )
    refusal = models.TextField(blank=True, help_text="Why the file sent last was refused; empty if it was not.")
    width_px = models.PositiveIntegerField(null=True, help_text="Of the large size; null until there is one.")
    height_px = models.PositiveIntegerField(null=True)

    PII = classify(
        none="id created_at listing sha256 alt_text position state refusal width_px height_px",
        link="added_by",
        free_text="filename",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "sha256"], name="photo_once"),
            models.UniqueConstraint(
                fields=["listing", "position"], name="photo_place_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(position__range=(1, MOST_PHOTOS)), name="photo_place_in_bounds"),
            models.CheckConstraint(condition=Q(refusal="") ^ Q(state="refused"), name="photo_refused_says_why"),
            models.CheckConstraint(
                condition=Q(width_px__isnull=False, height_px__isnull=False)
                | Q(width_px__isnull=True, height_px__isnull=True) & ~Q(state="ready"),
                name="photo_ready_has_extent",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="photo_frozen", fields=["listing", "created_at"]),
            pgtrigger.Trigger(
                name="photo_touches_listing",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                func=TOUCH_LISTING,
            ),
            pgtrigger.FSM(
                name="photo_states",
                field="state",
                transitions=[(state.value, step.to.value) for (state, _), step in PHOTO_TRANSITIONS.items()],
            ),
        ]

    def __str__(self) -> str:
        return self.alt_text or self.filename


class PhotoFile(models.Model):
    """The bytes of a photo in one size; a WebP image, but for what was received."""

    photo = models.ForeignKey(ListingPhoto, on_delete=models.CASCADE, related_name="files")
    size = models.CharField(max_length=10, choices=PhotoSize)
    width_px = models.PositiveIntegerField(null=True, help_text="Null for what was received.")
    height_px = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    PII = classify(none="id photo size width_px height_px sha256", free_text="content")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photo", "size"], name="photo_file_once"),
            models.CheckConstraint(
                condition=Q(size="received") ^ Q(width_px__isnull=False, height_px__isnull=False),
                name="photo_file_has_extent",
            ),
        ]
        triggers = [pgtrigger.Protect(name="photo_file_frozen", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.size} of {self.photo_id}"


class ListingDocument(Record):
    """A document to what is listed, such as an operating procedure, a certificate or a sequence."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="documents")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    title = models.CharField(max_length=LONGEST_TITLE)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in DocumentKind])
    format = models.CharField(max_length=10, choices=[(one.value, one.value) for one in DocumentFormat])
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True, help_text="Of a PDF.")
    sequence_bp = models.PositiveIntegerField(null=True, help_text="Length of a sequence.")
    sequence_features = ArrayField(models.TextField(), default=list, help_text="Types of the features of a sequence.")

    PII = classify(
        none="id created_at listing title kind format sha256 size_bytes pages sequence_bp sequence_features",
        link="added_by",
        free_text="filename",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "sha256"], name="document_once"),
            models.CheckConstraint(
                condition=Q(kind="sequence", format__in=["genbank", "fasta"], sequence_bp__isnull=False)
                | ~Q(kind="sequence") & ~Q(format__in=["genbank", "fasta"]) & Q(sequence_bp__isnull=True),
                name="document_sequence_is_one",
            ),
            models.CheckConstraint(condition=Q(format="pdf") ^ Q(pages__isnull=True), name="document_pdf_has_pages"),
        ]
        triggers = [pgtrigger.ReadOnly(name="document_frozen", fields=["listing", "created_at"])]

    def __str__(self) -> str:
        return self.title


class DocumentFile(models.Model):
    """The bytes of a document."""

    document = models.OneToOneField(ListingDocument, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    PII = classify(none="document", free_text="content")

    def __str__(self) -> str:
        return f"content of {self.document_id}"
