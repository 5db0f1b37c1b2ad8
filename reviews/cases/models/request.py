"""Asking agencies what they know: a personal link and a code, a chronology, and the agency's own learning."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency
from reviews.cases.models.case import Case
from reviews.cases.models.dates import FuzzyDateField
from safeguarding.lib.calendar import FuzzyDate

MOST_WRONG_CODES = 5


class RequestQuerySet(models.QuerySet["InformationRequest"]):
    """Requests by whether their link still opens."""

    def live(self, now: datetime | None = None) -> Self:
        """Keep requests whose link opens at `now`: not answered, withdrawn, locked or past its end."""
        moment = now or timezone.now()
        return self.filter(answered_at=None, withdrawn_at=None, expires_at__gt=moment, wrong_codes__lt=MOST_WRONG_CODES)


class InformationRequest(models.Model):
    """A question to one agency about one case. Only digests of the link's secret and of its code are kept.

    The code is told by telephone, so that whoever reads the e-mail alone learns nothing (ADR 0034). `asked` is a role.
    """

    class Answer(models.TextChoices):
        """How the agency answers: having nothing is an answer too."""

        INFORMATION = "information", "We hold information, and it is below"
        NOTHING = "nothing", "We have looked and hold nothing"
        UNABLE = "unable", "We can not answer"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(max_length=120)
    email = models.EmailField()
    question = models.TextField()
    due_on = models.DateField()
    secret_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_as = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=15, choices=Answer, blank=True)
    learning = models.TextField(blank=True)
    reason = models.TextField("why it can not answer", blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="cases_request_both_withdrawn_at_and_withdrawn_by_set",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_as="")
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answered_as=""),
                name="cases_request_answered_has_answer_and_role",
            ),
            models.CheckConstraint(condition=~Q(answer="unable") | ~Q(reason=""), name="cases_request_unable_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.asked}"

    @property
    def standing(self) -> str:
        """Return where it stands today, in words."""
        now = timezone.now()
        states = (
            (self.answered_at is not None, "Answered"),
            (self.withdrawn_at is not None, "Withdrawn"),
            (self.wrong_codes >= MOST_WRONG_CODES, "Locked"),
            (self.expires_at <= now, "Link ended"),
            (self.due_on < timezone.localdate(now), "Overdue"),
            (self.opened_at is not None, "Opened"),
            (self.sent_at is not None, "Sent"),
        )
        return next((words for holds, words in states if holds), "Not sent")

    @property
    def waits(self) -> bool:
        """Return True while an answer is expected."""
        return self.answered_at is None and self.withdrawn_at is None


class ChronologyEntry(models.Model):
    """Something an agency or the coordinator knows happened, and when as exactly as it is known.

    Entries of a request are seen on the case only once the agency has sent its answer. A wrong one is withdrawn.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology")
    request = models.ForeignKey(
        InformationRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    happened = FuzzyDateField()
    first_day = models.DateField(null=True)
    last_day = models.DateField()
    text = models.TextField()
    source = models.CharField(max_length=160, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["last_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="cases_chronology_both_withdrawn_at_and_withdrawn_by_set",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.when.label}: {self.text[:60]}"

    @property
    def when(self) -> FuzzyDate:
        """Return when it happened, as exactly as it is known."""
        return FuzzyDate.parse(self.happened)


class Reminder(models.Model):
    """A reminder that went out: one a day for each person and partnership, however often the task runs.

    `told` are the deadlines and questions it was about, so that the same ones are not told again every day.
    """

    partnership = models.ForeignKey("directory.Partnership", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    told = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "user", "day"], name="cases_reminder_one_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day:%-d %B %Y}"
