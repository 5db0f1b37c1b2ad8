"""What becomes of a review's report: drafted, checked for identifying detail by a second person, published or not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from reviews.cases.models.case import Case


class Publication(models.Model):
    """The publication of one case. `reason` says why it is delayed or not published; `link` where it can be read.

    The redaction check is made by somebody other than the person who put the draft up. They read the draft (a file in
    the default storage, or a link) and the public fields; when those change afterwards, the check no longer holds and
    `recheck_because` says so.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", "Draft"
        CHECKED = "checked", "Redaction checked"
        DELAYED = "delayed", "Delayed"
        PUBLISHED = "published", "Published"
        NOT_PUBLISHED = "not_published", "Not published"

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="publication")
    status = models.CharField(max_length=15, choices=Status, default=Status.DRAFT)
    drafted_at = models.DateTimeField(default=timezone.now)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    check_note = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    link = models.URLField(blank=True)
    draft_link = models.URLField("where the draft lies", max_length=500, blank=True)
    draft_file = models.FileField("draft", max_length=200, blank=True)
    draft_name = models.CharField(max_length=160, blank=True)
    draft_sha256 = models.CharField(max_length=64, blank=True)
    public_digest = models.CharField("digest of the public fields as checked", max_length=64, blank=True)
    recheck_because = models.CharField(max_length=255, blank=True)
    no_copy_because = models.TextField("why no advance copy was sent", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="cases_publication_both_checked_at_and_checked_by_set",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("drafted_by")),
                name="cases_publication_checked_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["delayed", "not_published"]) | ~Q(reason=""),
                name="cases_publication_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | ~Q(link="") & Q(checked_at__isnull=False),
                name="cases_publication_published_has_link_and_check",
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()
