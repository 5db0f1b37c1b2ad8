"""What a public edition does not print: the partnership's policy, people's decisions, and the control of each build."""

import json
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from partnerships.directory.models import Partnership, PartnershipOwned, PartnershipQuerySet
from reports.publishing.models.build import Build
from safeguarding.lib.disclosure import Policy
from safeguarding.lib.disclosure.policy import HIGHEST, LOWEST, THRESHOLD


class DisclosurePolicy(PartnershipOwned):
    """What counts as a small number in a partnership from `set_at` on. Append-only: the latest row holds.

    Counts from 1 to `threshold` are small. With `zeros_shown` a zero is printed as a true zero (Department for
    Education, children in need statistics: 1 to 5 become c, 0 is a true zero).
    """

    threshold = models.PositiveSmallIntegerField(
        "largest small number",
        default=THRESHOLD,
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)],
    )
    zeros_shown = models.BooleanField(default=True)
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold__gte=LOWEST, threshold__lte=HIGHEST),
                name="publishing_disclosurepolicy_threshold_in_range",
            )
        ]

    def __str__(self) -> str:
        return f"1 to {self.threshold} are small numbers"

    @property
    def policy(self) -> Policy:
        """Return the policy as disclosure control takes it."""
        return Policy(threshold=self.threshold, zeros_shown=self.zeros_shown)


class DecisionSet(PartnershipQuerySet["DisclosureDecision"]):
    """Decisions, scoped through their report."""

    partnership_path = "report__partnership"

    def standing(self) -> "DecisionSet":
        """Keep decisions a second person approved and nobody took back."""
        return self.filter(status=DisclosureDecision.Status.APPROVED)


class DisclosureDecision(models.Model):
    """A person wants one figure printed that the rules hide, or hidden that they print; another one decides.

    `shows` is True to print it. `value` is what the figure printed when it was asked: a decision to print holds for
    that value only, one to hide for any.
    """

    class Status(models.TextChoices):
        """Moved only by reports.publishing.policies.DECISION_TRANSITIONS."""

        WAITING = "waiting", "Waiting for a second person"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Taken back"

    report = models.ForeignKey("studio.Report", on_delete=models.PROTECT, related_name="disclosure_decisions")
    key = models.CharField(max_length=300)
    label = models.CharField(max_length=300)
    value = models.CharField(max_length=120)
    shows = models.BooleanField()
    reason = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionSet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                condition=Q(status__in=("waiting", "approved")),
                name="publishing_disclosuredecision_one_of_a_figure",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("approved", "refused")) | ~Q(decided_by=F("asked_by")),
                name="publishing_disclosuredecision_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(status="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="publishing_disclosuredecision_decided_by_and_at_together",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="publishing_disclosuredecision_says_why"),
        ]

    def __str__(self) -> str:
        return f"{'Print' if self.shows else 'Hide'} {self.label}"

    @property
    def partnership(self) -> Partnership:
        """Return the report's partnership."""
        return self.report.partnership


class DisclosureControl(models.Model):
    """What disclosure control did for the public edition of one build. Append-only.

    `text` is canonical JSON: policy, hidden figures with their cause, decisions, earlier editions, findings of the
    attack, words that give a figure away. `passed` means that the attack could work out nothing and no words do. Only
    then is there a public edition, and `sha256` is the digest of its content.
    """

    build = models.OneToOneField(Build, on_delete=models.PROTECT, related_name="control")
    passed = models.BooleanField()
    hidden = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed=True) & ~Q(sha256="") | Q(passed=False, sha256=""),
                name="publishing_disclosurecontrol_content_only_if_passed",
            )
        ]

    def __str__(self) -> str:
        return f"Disclosure control of {self.build}"

    @property
    def content(self) -> dict[str, Any]:
        """Return the text as data."""
        data: dict[str, Any] = json.loads(self.text)
        return data
