"""A build: one attempt to make the files of a report. The row, not the queue, knows how far it is."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnerships.directory.models import Partnership, PartnershipQuerySet
from reports.publishing.models.snapshot import Snapshot


class Stage(models.TextChoices):
    """What a worker is doing, in this order."""

    SNAPSHOT = "snapshot", "Collect figures and words"
    CHECKS = "checks", "Check the content"
    DISCLOSURE = "disclosure", "Protect small numbers"
    RENDER_HTML = "render_html", "Lay out the web pages"
    RENDER_PDF = "render_pdf", "Make the PDFs"
    VERIFY = "verify", "Verify the PDFs"
    STORE = "store", "Keep the files"


class BuildSet(PartnershipQuerySet["Build"]):
    """Builds, scoped through their report."""

    partnership_path = "report__partnership"

    def active(self) -> "BuildSet":
        """Keep builds that are waiting or running."""
        return self.filter(status__in=Build.ACTIVE)

    def abandoned(self, *, before: datetime) -> "BuildSet":
        """Keep running builds whose worker has given no sign of life since `before`."""
        return self.filter(status=Build.Status.RUNNING, heartbeat_at__lt=before)

    def unsent(self, *, before: datetime) -> "BuildSet":
        """Keep waiting builds no message was sent for, or whose message was sent before `before` and may be lost."""
        return self.filter(Q(sent_at__isnull=True) | Q(sent_at__lt=before), status=Build.Status.WAITING)


class Build(models.Model):
    """One build of one report, numbered within it.

    `claimed_by` names the worker process that runs it and `heartbeat_at` its last sign of life; both are set only
    while it runs. `attempts` counts claims. `stage_times` maps a stage to [started, finished], ISO 8601 in UTC.
    `draft` is True until every signature of the snapshot is valid: the files then carry a watermark.
    `failure` is written for the person who asked; nobody asked (None) for a build made at the command line.
    """

    class Status(models.TextChoices):
        """Where the build is; moved only by reports.publishing.policies.BUILD_TRANSITIONS."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    class Makes(models.TextChoices):
        """Which editions are made of the snapshot. Only a build with both can be published."""

        BOTH = "both", "Both editions"
        PUBLIC = "public", "The public edition"
        PARTNERSHIP = "partnership", "The partnership edition"

    ACTIVE = (Status.WAITING, Status.RUNNING)

    report = models.ForeignKey("studio.Report", on_delete=models.PROTECT, related_name="builds")
    number = models.PositiveIntegerField()
    makes = models.CharField(max_length=11, choices=Makes, default=Makes.BOTH)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    stage_times = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=120, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="builds")
    draft = models.BooleanField(default=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    objects = BuildSet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="publishing_build_number_unique_in_report"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(status__in=("waiting", "running")),
                name="publishing_build_one_active_per_report",
            ),
            models.CheckConstraint(
                condition=Q(status="running", heartbeat_at__isnull=False)
                | (~Q(status="running") & Q(heartbeat_at__isnull=True, claimed_by="")),
                name="publishing_build_claimed_only_while_running",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("waiting", "running"), finished_at__isnull=True)
                | (~Q(status__in=("waiting", "running")) & Q(finished_at__isnull=False)),
                name="publishing_build_finished_at_set_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(snapshot__isnull=False), name="publishing_build_done_has_a_snapshot"
            ),
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(failure=""), name="publishing_build_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, build {self.number}"

    @property
    def partnership(self) -> Partnership:
        """Return the report's partnership."""
        return self.report.partnership
