"""Self-assessment tools as versioned data: parts, standards, statements and the scale they are scored on."""

from decimal import Decimal
from itertools import pairwise

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import PartnershipOwned


class Tool(PartnershipOwned):
    """One version of a tool. A draft is edited; a live version never changes (a database trigger refuses it), so that
    rounds keep what they were held with.

    `origin` names the shipped tool it was adopted from, empty for one of the partnership's own; two partnerships whose
    tools have one origin can share answers. `edition` is the shipped edition. `revision` locks a draft.
    """

    class Status(models.TextChoices):
        """Whether it can still be changed."""

        DRAFT = "draft", "Draft"
        LIVE = "live", "Live"

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    version = models.PositiveSmallIntegerField(default=1)
    purpose = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=5, choices=Status, default=Status.LIVE)
    origin = models.SlugField(max_length=60, blank=True)
    edition = models.CharField(max_length=40, blank=True)
    half_points = models.BooleanField(default=False)
    not_rated_allowed = models.BooleanField(default=False)
    not_applicable_allowed = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["title", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug", "version"], name="assessments_tool_version_unique"),
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                condition=Q(status="draft"),
                name="assessments_tool_one_draft_of_each",
            ),
            models.CheckConstraint(
                condition=Q(origin="", edition="") | (~Q(origin="") & ~Q(edition="")),
                name="assessments_tool_both_origin_and_edition_set",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class ScaleLevel(models.Model):
    """One level of a tool's scale, such as 3: good; a higher value is better. Half points, where the tool allows
    them, lie between levels and are not levels of their own. `opens_action`: a score at this level asks for one.
    `meaning` is what the level says of any statement that has no descriptor of its own."""

    class Colour(models.TextChoices):
        """The colour beside the word; never instead of it."""

        NONE = "", "No colour"
        RED = "red", "Red"
        AMBER = "amber", "Amber"
        LIGHT_GREEN = "light-green", "Light green"
        GREEN = "green", "Green"

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="levels")
    value = models.DecimalField(max_digits=4, decimal_places=1)
    label = models.CharField(max_length=60)
    colour = models.CharField(max_length=11, choices=Colour, blank=True, default=Colour.NONE)
    opens_action = models.BooleanField(default=False)
    meaning = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["tool", "value"], name="assessments_level_value_unique")]

    def __str__(self) -> str:
        return f"{self.value.normalize():f} {self.label}"


class Part(models.Model):
    """A part of a tool."""

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["tool", "number"], name="assessments_part_number_unique")]

    def __str__(self) -> str:
        return f"Part {self.number}: {self.title}"


class Standard(models.Model):
    """A standard within a part, such as "Safer recruitment"; its statements say what meeting it looks like."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="standards")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    guidance = models.TextField(blank=True)

    class Meta:
        ordering = ["part__number", "number"]
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="assessments_standard_number_unique")]

    def __str__(self) -> str:
        return self.title


class Layer(models.TextChoices):
    """Who put a statement into a tool."""

    NATIONAL = "national", "National"
    REGIONAL = "regional", "Regional"
    LOCAL = "local", "Local"


class Statement(models.Model):
    """A statement respondents score. `slug` is unique in its tool and lasts over versions: fact keys, last year's
    answers and shared answers find it by that name. `once`: a trust answers it once for all its sites."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="statements")
    standard = models.ForeignKey(Standard, null=True, blank=True, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=60)
    short_title = models.CharField(max_length=120)
    text = models.TextField()
    guidance = models.TextField(blank=True)
    evidence_prompt = models.TextField(blank=True)
    layer = models.CharField(max_length=8, choices=Layer, default=Layer.LOCAL)
    once = models.BooleanField(default=False)

    class Meta:
        ordering = ["part__number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["part", "number"], name="assessments_statement_number_unique"),
            models.UniqueConstraint(fields=["part", "slug"], name="assessments_statement_slug_unique"),
        ]

    def __str__(self) -> str:
        return self.short_title

    @property
    def domain(self) -> str:
        """Return the title of the standard, empty in a part without standards. Select `standard` with lists."""
        return self.standard.title if self.standard else ""


class Descriptor(models.Model):
    """What one level looks like for one statement."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="descriptors")
    value = models.DecimalField(max_digits=4, decimal_places=1)
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "value"], name="assessments_descriptor_one_per_level")
        ]

    def __str__(self) -> str:
        return self.text


def half_steps(values: list[Decimal], *, halves: bool) -> list[Decimal]:
    """Return the scores a scale allows: its values, with the points halfway between neighbours where `halves`."""
    if not halves:
        return values
    between = [(low + high) / 2 for low, high in pairwise(values)]
    return sorted([*values, *between])
