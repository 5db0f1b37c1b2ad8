"""A round asks; each contributor answers in a contribution."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.contributions.models.template import ContributionTemplate
from partnerships.directory.models import Agency, Area, Group, PartnershipOwned, PartnershipQuerySet
from partnerships.evidence.models import Tag
from safeguarding.lib.facts import Period

_PERSON = settings.AUTH_USER_MODEL
_REGISTERS = ("agency", "group", "area", "theme")
_NOBODY = Q(agency__isnull=True, group__isnull=True, area__isnull=True, theme__isnull=True)
_ONE_CONTRIBUTOR = reduce(
    or_,
    (Q(**{f"{name}__isnull": name != one for name in _REGISTERS}) for one in _REGISTERS),
)
_CAPACITY_ONLY = _NOBODY & Q(author__isnull=False) & ~Q(subtitle="")


class ContributionRound(PartnershipOwned):
    """One asking: a template, the period to write about (of any length) and the day answers are due."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    template = models.ForeignKey(ContributionTemplate, on_delete=models.PROTECT, related_name="rounds")
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    source = models.CharField(max_length=255, blank=True, help_text="Document it was imported from; empty when typed.")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-due_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="contributions_round_slug_unique"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="contributions_round_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """Return the period agencies write about."""
        return Period.span(self.starts_on, self.ends_on)


class ContributionQuerySet(PartnershipQuerySet["Contribution"]):
    """Contributions belong to a partnership through their round."""

    partnership_path = "round__partnership"

    def wanted(self) -> Self:
        """Keep those that are still asked for."""
        return self.exclude(status=Contribution.Status.WITHDRAWN)


class Contribution(models.Model):
    """One answer to a round, by the agency, working group, area or theme it is titled after.

    A second one of the same contributor needs a subtitle of its own, unless the first is no longer asked for. A signed
    statement has an `author`, who alone can write and hand it in; its subtitle is the capacity in which they sign where
    no agency is named. Elsewhere the author is a person who may write beside the agency's own people. `starts_on` and
    `ends_on` are the contributor's own reporting period, `due_on` an extension with its reason. Status moves by
    `policies.TRANSITIONS`; `version` counts changes to the heading, `submission` how often it was handed in; each
    answer has a version of its own.
    """

    class Status(models.TextChoices):
        """Where it is on its way."""

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned for change"
        APPROVED = "approved", "Approved"
        WITHDRAWN = "withdrawn", "No longer asked for"

    round = models.ForeignKey(ContributionRound, on_delete=models.PROTECT, related_name="contributions")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Tag, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subtitle = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_because = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    status_because = models.CharField(max_length=255, blank=True)
    version = models.PositiveIntegerField(default=0)
    submission = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["agency__organisation__name", "agency__title", "subtitle", "pk"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["round", who, "subtitle"],
                    condition=~Q(status="withdrawn"),
                    name=f"contributions_contribution_one_per_{who}_and_subtitle",
                )
                for who in _REGISTERS
            ),
            models.CheckConstraint(
                condition=_ONE_CONTRIBUTOR | _CAPACITY_ONLY, name="contributions_contribution_has_one_contributor"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(starts_on__isnull=False, ends_on__isnull=False, ends_on__gte=F("starts_on")),
                name="contributions_contribution_period_whole_and_in_order",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, due_because="") | (Q(due_on__isnull=False) & ~Q(due_because="")),
                name="contributions_contribution_extension_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(status_because=""),
                name="contributions_contribution_withdrawn_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="contributions_contribution_both_submitted_at_and_by_set",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="contributions_contribution_both_approved_at_and_by_set",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("submitted_by")) | Q(approved_by__isnull=True),
                name="contributions_contribution_approved_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.round}"

    @property
    def title(self) -> str:
        """Return the title as at the end of the round's period. Prefetch `agency__organisation__names` in lists."""
        return self.title_on(self.round.ends_on)

    def title_on(self, day: date) -> str:
        """Return the contributor's name in its register on `day`, with the subtitle; nobody types a title."""
        name = self._name_on(day)
        return f"{name}: {self.subtitle}" if name and self.subtitle else name or self.subtitle

    def _name_on(self, day: date) -> str:
        if self.agency:
            return self.agency.title or self.agency.organisation.name_on(day)
        named = self.group or self.area or self.theme
        return named.name if named else ""

    @property
    def key(self) -> str:
        """Return what a report's settings call the contributor: an agency's slug, or its register and slug."""
        if self.agency:
            return self.agency.slug
        if self.group:
            return f"group:{self.group.slug}"
        if self.area:
            return f"area:{self.area.code}"
        return f"theme:{self.theme.slug}" if self.theme else "statement"

    @property
    def due(self) -> date:
        """Return the day it is due: the round's, or its own where that was extended."""
        return self.due_on or self.round.due_on

    @property
    def period(self) -> Period:
        """Return the period the contributor writes about."""
        if self.starts_on and self.ends_on:
            return Period.span(self.starts_on, self.ends_on)
        return self.round.period

    @property
    def status_word(self) -> str:
        """Return the status in words."""
        return self.Status(self.status).label


class Comment(models.Model):
    """What somebody asks to be changed, in one answer or in the whole; it stands until it is settled in words."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="comments")
    answer = models.ForeignKey(
        "contributions.Answer", null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_how = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="contributions_comment_both_settled_at_and_by_set",
            )
        ]

    def __str__(self) -> str:
        return self.text
