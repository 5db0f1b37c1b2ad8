"""The action itself, its vocabulary, and who may know of it."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from partnerships.actions.models.circle import Circle, CircleMember
from partnerships.directory.models import Agency, PartnershipOwned, PartnershipQuerySet, User


class Status(models.TextChoices):
    """The controlled vocabulary. Moves by `policies.TRANSITIONS` only.

    NOT_IMPLEMENTING carries its reason into the annual report: Care Act 2014, Schedule 2, paragraph 4(1)(g) asks a
    safeguarding adults board to say why a finding is not implemented.
    """

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Done, waiting for closure"
    DEFERRED = "deferred", "Deferred"
    CLOSED = "closed", "Closed"
    ANOTHER_WAY = "another_way", "Done another way"
    NOT_IMPLEMENTING = "not_implementing", "Not implementing"
    MERGED = "merged", "Merged into another"
    CANCELLED = "cancelled", "Cancelled"


LIVE = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.DEFERRED)
WAITED_FOR = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DEFERRED)  # what can be overdue
SETTLED = tuple(status for status in Status if status not in LIVE)
COMPLETED = (Status.CLOSED, Status.ANOTHER_WAY)


class Rag(models.TextChoices):
    """How its owner rates it, colour and word together."""

    ON_TRACK = "on_track", "Green: on track"
    AT_RISK = "at_risk", "Amber: at risk"
    OFF_TRACK = "off_track", "Red: off track"


class Origin(models.TextChoices):
    """What an action comes from."""

    RECOMMENDATION = "recommendation", "Recommendation of a review"
    AUDIT = "audit", "Audit"
    ASSESSMENT = "assessment", "Self-assessment"
    INSPECTION = "inspection", "Inspection"
    PRIORITY = "priority", "Priority"
    RISK = "risk", "Risk"
    CHALLENGE = "challenge", "Challenge"
    MEETING = "meeting", "Meeting"
    OTHER = "other", "Something else"


class Band(models.TextChoices):
    """How long an action has been overdue."""

    MONTH = "1-30", "1 to 30 days"
    QUARTER = "31-90", "31 to 90 days"
    HALF_YEAR = "91-180", "91 to 180 days"
    YEAR = "181-365", "181 to 365 days"
    OVER_A_YEAR = "over-365", "More than 365 days"

    @property
    def days(self) -> tuple[int, int]:
        """Return the least and the most days overdue."""
        first, _, last = self.value.partition("-")
        return (366, 100_000) if first == "over" else (int(first), int(last))

    def due_between(self, day: date) -> tuple[date, date]:
        """Return the first and the last due date that are this long overdue on `day`."""
        least, most = self.days
        return day - timedelta(days=most), day - timedelta(days=least)


class ActionQuerySet(PartnershipQuerySet["Action"]):
    """Actions by who may know of them and by how they stand."""

    def visible_to(self, user: User) -> Self:
        """Keep the actions a person may know of: those without a circle, and those of circles they are in."""
        inside = CircleMember.objects.filter(circle=OuterRef("circle"), user=user)
        return super().visible_to(user).filter(Q(circle__isnull=True) | Exists(inside))

    def shared(self) -> Self:
        """Keep the actions every reader of the log may know of: what is counted, exported and printed."""
        return self.filter(circle__isnull=True)

    def live(self) -> Self:
        """Keep what is not settled. An index answers `settled_on`, and a constraint ties it to the status."""
        return self.filter(settled_on__isnull=True)

    def overdue(self, day: date) -> Self:
        """Keep what should have been done before `day` and is not."""
        return self.live().exclude(status=Status.DONE).filter(due_on__lt=day)

    def overdue_by(self, band: Band, day: date) -> Self:
        """Keep what is overdue by so many days on `day`."""
        first, last = band.due_between(day)
        return self.live().exclude(status=Status.DONE).filter(due_on__range=(first, last))

    def open_during(self, first: date, last: date) -> Self:
        """Keep actions that were open on any day from `first` to `last`."""
        return self.filter(Q(settled_on__isnull=True) | Q(settled_on__gte=first), opened_on__lte=last)


class Action(PartnershipOwned):
    """One thing somebody undertook to do. `success` says what it will look like when it has worked.

    `reference` is random: a running number would tell how many confidential actions there are. The origin is opaque
    to this room: `origin_key` is the other room's own, `origin_path` the page to go back to. An action in a `circle` is
    known only to the people of the circle. One that was shared later, because `shared_because`, keeps the circle in
    `kept_circle`: what was said before `shared_at` stays with those people. `done_on` is when its owner did it;
    `settled_on` when somebody else closed it, or settled it in another way, for the reason in `settled_words`.
    """

    reference = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    success = models.TextField(blank=True)
    origin_kind = models.CharField(max_length=14, choices=Origin)
    origin_key = models.CharField(max_length=80, blank=True)
    origin_label = models.CharField(max_length=255, blank=True)
    origin_path = models.CharField(max_length=255, blank=True)
    circle = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    kept_circle = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shared_because = models.CharField(max_length=255, blank=True)
    owner_agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_post = models.CharField(max_length=120, blank=True)
    opened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.NOT_STARTED)
    moved_on = models.DateField()
    rag = models.CharField(max_length=9, choices=Rag, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_words = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["partnership", "status", "due_on"], name="actions_action_board"),
            models.Index(fields=["partnership", "origin_kind", "origin_key"], name="actions_action_origin"),
            models.Index(fields=["partnership", "settled_on"], name="actions_action_settled"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="actions_action_reference_unique"),
            models.CheckConstraint(
                condition=Q(owner_agency__isnull=False) | Q(owner_person__isnull=False) | ~Q(owner_post=""),
                name="actions_action_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(status__in=LIVE, settled_on__isnull=True, settled_by__isnull=True)
                | Q(status__in=SETTLED, settled_on__isnull=False, settled_by__isnull=False),
                name="actions_action_settled_on_and_by_when_settled",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="actions_action_both_done_on_and_done_by_set",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by__isnull=True, kept_circle__isnull=True, shared_because="")
                | Q(shared_at__isnull=False, shared_by__isnull=False, kept_circle__isnull=False, circle__isnull=True)
                & ~Q(shared_because=""),
                name="actions_action_shared_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["done", "closed"]) | Q(done_on__isnull=False),
                name="actions_action_done_before_it_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | Q(done_by__isnull=True) | ~Q(settled_by=F("done_by")),
                name="actions_action_settled_by_somebody_who_did_not_do_it",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | Q(owner_person__isnull=True) | ~Q(settled_by=F("owner_person")),
                name="actions_action_settled_by_somebody_who_does_not_own_it",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["another_way", "not_implementing", "cancelled"]) | ~Q(settled_words=""),
                name="actions_action_says_why_it_was_not_done_as_agreed",
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False) & ~Q(merged_into=F("id"))
                | ~Q(status="merged") & Q(merged_into__isnull=True),
                name="actions_action_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="deferred") | Q(due_on__isnull=False), name="actions_action_deferred_until_a_day"
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("opened_on")),
                name="actions_action_settled_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    @property
    def owner(self) -> str:
        """Return who does it, in words. Select `owner_agency__organisation` and `owner_person` with lists."""
        parts = (self.owner_post, self.owner_person, self.owner_agency)
        return ", ".join(str(part) for part in parts if part)

    @property
    def public_owner(self) -> str:
        """Return who does it as a report prints it: never a person's name."""
        agency = self.owner_agency.name if self.owner_agency else ""
        return ", ".join(filter(None, (self.owner_post, agency))) or "A named person"

    @property
    def live(self) -> bool:
        """Return True until it is settled."""
        return self.status in LIVE

    @property
    def confidential(self) -> bool:
        """Return True when only the people of a circle know of it."""
        return self.circle_id is not None

    def days_overdue(self, day: date) -> int:
        """Return by how many days it is overdue on `day`; 0 when it is not."""
        late = self.status in WAITED_FOR and self.due_on is not None and self.due_on < day
        return (day - self.due_on).days if late and self.due_on else 0
