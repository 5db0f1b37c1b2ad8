"""What a coordinator let out of the register: figures as they were then, and public records of single reviews."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.directory.models import PartnershipOwned
from reviews.cases.models.case import Case


class FigureRelease(PartnershipOwned):
    """One figure of one period as released to reports. Append-only: the latest row of a key is the figure.

    The value is kept, not counted anew: a figure that moved by itself would tell its readers of a new case. It is empty
    where so few people are concerned that it stays inside the register.
    """

    key = models.CharField(max_length=120)
    value = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=255)
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["key", "-id"]
        indexes = [models.Index(fields=["partnership", "key", "-id"], name="cases_release_by_key")]

    def __str__(self) -> str:
        return self.key


class PublicRecord(models.Model):
    """The public fields of one case as somebody put them up for reports. Append-only, so what was read is what
    is released: see `selectors.records.record_content` for its shape."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="records")
    content = models.JSONField()
    prepared_at = models.DateTimeField(default=timezone.now)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.content.get("title", ""))


class RecordRelease(PartnershipOwned):
    """A record let out to reports by a second person, or (without a record) taken back. The latest row counts.

    `slug` names the review in reports for good. Append-only.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="releases")
    slug = models.SlugField(max_length=60)
    record = models.OneToOneField(PublicRecord, null=True, on_delete=models.PROTECT, related_name="release")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=255)
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=True, prepared_by__isnull=True)
                | Q(record__isnull=False, prepared_by__isnull=False) & ~Q(released_by=F("prepared_by")),
                name="cases_recordrelease_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return self.slug
