"""What a meeting is about: agenda items with what was decided, and the rule a group's attendance is held to."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from partnerships.directory.models import Group, PartnershipQuerySet
from partnerships.governance.models.meeting import Meeting
from partnerships.governance.models.priority import Priority


class AgendaItemQuerySet(PartnershipQuerySet["AgendaItem"]):
    """Items belong to a partnership through their meeting."""

    partnership_path = "meeting__partnership"


class AgendaItem(models.Model):
    """One item of a meeting: who leads it, how long it may take, the priority it serves, and what was decided.

    `lead` is a role. `effect` says later what a decision led to; the yearly report prints key decisions with it
    (Working Together 2023, chapter 2, on the yearly report).
    """

    class Purpose(models.TextChoices):
        """What the meeting is asked for."""

        DECISION = "decision", "For decision"
        DISCUSSION = "discussion", "For discussion"
        INFORMATION = "information", "For information"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    lead = models.CharField(max_length=160, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    purpose = models.CharField(max_length=11, choices=Purpose, default=Purpose.DISCUSSION)
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    notes = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    is_key = models.BooleanField(default=False)
    effect = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="governance_agenda_item_number_unique"),
            models.CheckConstraint(
                condition=Q(is_key=False) | ~Q(decision=""), name="governance_agenda_item_key_decision_is_written"
            ),
            models.CheckConstraint(
                condition=Q(effect="") | ~Q(decision=""), name="governance_agenda_item_effect_is_of_a_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RuleQuerySet(PartnershipQuerySet["AttendanceRule"]):
    """Rules belong to a partnership through their group."""

    partnership_path = "group__partnership"


class AttendanceRule(models.Model):
    """What a group expects of attendance, and where that is written. A group without one is held to the defaults.

    `quorum` is the number of seats that must be filled; with `partners_needed` each safeguarding partner must fill one
    too. `deputy_limit` is how many meetings running a deputy may attend before the seat is reviewed.
    """

    DEFAULT_SOURCE = (
        "Board effectiveness statements of the self-assessment: core partners attend every meeting, and a deputy "
        "attends at most two meetings running without review"
    )

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="attendance_rule")
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    partners_needed = models.BooleanField(default=False)
    partners_expected = models.BooleanField(default=True)
    deputy_limit = models.PositiveSmallIntegerField(default=2)
    source = models.CharField(max_length=255, default=DEFAULT_SOURCE)
    version = models.PositiveIntegerField(default=0)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["group__name"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="governance_attendance_rule_says_where_it_is_written")
        ]

    def __str__(self) -> str:
        return f"Attendance rule of {self.group}"
