"""Evidence boxes and everything they ever said."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency, Area, PartnershipOwned, PartnershipQuerySet
from partnerships.evidence.kinds import BY_KEY, KINDS, KindSpec
from partnerships.evidence.models.tag import Tag
from safeguarding.lib.richtext import plain

_PERSON = settings.AUTH_USER_MODEL


class BoxQuerySet(PartnershipQuerySet["EvidenceBox"]):
    """Boxes, narrowed by what they are filed under."""

    def fitting(self, *, kind: str = "", theme: str = "", priority: str = "", area: str = "", agency: str = "") -> Self:
        """Keep boxes of a kind, a theme and a priority (their slugs), an area (its code) and an agency; "" for any."""
        rows = self
        for sort, slug in ((Tag.Sort.THEME, theme), (Tag.Sort.PRIORITY, priority)):
            if slug:
                rows = rows.filter(tags__sort=sort, tags__slug=slug)
        named = {"kind": kind, "area__code": area, "agency__slug": agency}
        return rows.filter(**{name: value for name, value in named.items() if value})


class EvidenceBox(PartnershipOwned):
    """One thing worth keeping for the report, written down when it was noticed.

    `happened_on` is the day it is about; `area` and `agency` are None for the whole partnership. `details` holds the
    fields of the kind (partnerships.evidence.kinds): days as ISO text, counts as numbers. `version` is the lock.
    """

    class Status(models.TextChoices):
        """Whether reports may choose it."""

        KEPT = "kept", "Kept"
        WITHDRAWN = "withdrawn", "Withdrawn"

    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(kind.key, kind.label) for kind in KINDS])
    heading = models.CharField(max_length=160)
    body = models.TextField()
    details = models.JSONField(default=dict, blank=True)
    happened_on = models.DateField()
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tags = models.ManyToManyField(Tag, blank=True, related_name="boxes")
    status = models.CharField(max_length=9, choices=Status, default=Status.KEPT)
    withdrawn_because = models.CharField(max_length=255, blank=True)
    source = models.CharField(max_length=255, blank=True, help_text="Document it was imported from; empty when typed.")
    version = models.PositiveIntegerField(default=1)
    captured_at = models.DateTimeField(default=timezone.now)
    captured_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = BoxQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="evidence_box_slug_unique_in_partnership"),
            models.CheckConstraint(
                condition=Q(status="kept", withdrawn_because="") | (Q(status="withdrawn") & ~Q(withdrawn_because="")),
                name="evidence_box_withdrawn_has_a_reason",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="evidence_box_says_something"),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def spec(self) -> KindSpec:
        """Return what this kind of box is."""
        return BY_KEY[self.kind]

    @property
    def whose(self) -> str:
        """Return the agency's name, or the partnership's own words for itself."""
        return self.agency.name if self.agency else "The partnership"

    @property
    def where(self) -> str:
        """Return the area's name, or that it holds everywhere."""
        return self.area.name if self.area else "Whole partnership"

    @property
    def told(self) -> list[tuple[str, str]]:
        """Return the filled fields of its kind as pairs of label and words."""
        pairs = [(field.label, field.in_words(self.details.get(field.key))) for field in self.spec.fields]
        return [(label, words) for label, words in pairs if words]

    def content(self) -> dict[str, Any]:
        """Return everything a version keeps, as plain data."""
        return {
            "kind": self.kind,
            "heading": self.heading,
            "body": self.body,
            "details": self.details,
            "happened_on": self.happened_on.isoformat(),
            "area": self.where,
            "agency": self.whose,
            "tags": [str(tag) for tag in self.tags.all()],
        }

    @property
    def excerpt(self) -> str:
        """Return the first words, for a list."""
        words = plain(self.body).split()
        return " ".join(words[:30]) + (" …" if len(words) > 30 else "")


class BoxVersion(models.Model):
    """What a box said from one saving to the next. A database trigger refuses changes and deletion."""

    box = models.ForeignKey(EvidenceBox, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["box", "number"], name="evidence_boxversion_number_unique")]

    def __str__(self) -> str:
        return f"Version {self.number}"
