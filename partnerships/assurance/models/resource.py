"""Links and documents people are sent to, who looks after them, and whether the links still work."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.assurance.models.base import Kept
from partnerships.directory.models import Agency


class Resource(Kept):
    """A policy, guidance, briefing, video or poster. `url` is empty for a document that is kept elsewhere.

    `in_reports` puts it in the list of links a report prints.
    """

    class Kind(models.TextChoices):
        """What it is."""

        POLICY = "policy", "Policy or procedure"
        GUIDANCE = "guidance", "Guidance"
        STRATEGY = "strategy", "Strategy or plan"
        BRIEFING = "briefing", "Briefing"
        VIDEO = "video", "Video"
        LEAFLET = "leaflet", "Leaflet or poster"
        REPORT = "report", "Report or review"
        SERVICE = "service", "Service or website"

    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    kept_at = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=160, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_post = models.CharField(max_length=160, blank=True)
    edition = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    in_reports = models.BooleanField(default=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "title"], name="assurance_resource_title_unique"),
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(kept_at=""), name="assurance_resource_says_where_it_is_found"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(owner_post=""), name="assurance_resource_has_an_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> str:
        """Return the agency and the post, whichever are named. Select the agency's organisation with lists."""
        return ", ".join(filter(None, (self.agency.name if self.agency else "", self.owner_post)))

    @property
    def check_now(self) -> "LinkCheck | None":
        """Return the newest check of the address it has now. Prefetch `checks` with lists."""
        return next((check for check in self.checks.all() if check.url == self.url), None)


class LinkCheck(models.Model):
    """What an address answered on a day. The address is kept, because a link may be changed afterwards."""

    class Outcome(models.TextChoices):
        """What the address answered."""

        WORKS = "works", "Works"
        MOVED = "moved", "Moved for good"
        REFUSED = "refused", "Refuses our question"
        FAILED = "failed", "Answers with an error"
        GONE = "gone", "Not there any more"
        UNREACHABLE = "unreachable", "Does not answer"
        NOT_ASKED = "not_asked", "Not an address on the public web"

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="checks")
    url = models.URLField(max_length=500)
    checked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=11, choices=Outcome)
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    leads_to = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["-checked_at", "-id"]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def is_bad(self) -> bool:
        """Return True when a reader would not arrive."""
        return self.outcome in {
            self.Outcome.GONE,
            self.Outcome.UNREACHABLE,
            self.Outcome.FAILED,
            self.Outcome.NOT_ASKED,
        }
