"""What contributors are asked: a template and its prompts. A version that was put live is never changed."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import PartnershipOwned


def manager_alone() -> list[str]:
    """Return who approves unless a template says otherwise."""
    return [Role.BOARD_MANAGER.value]


class ContributionTemplate(PartnershipOwned):
    """One version of a set of prompts. Rounds keep the version they were opened with.

    A draft of the next version is written while the live one is in use. `approvers` are the roles
    (partnerships.directory.authz.roles) that must all approve. `own_headings` lets contributors add headings.
    """

    class Kind(models.TextChoices):
        """Who answers: which register a contribution's title comes from."""

        AGENCY = "agency", "Agency"
        GROUP = "group", "Working group"
        AREA = "area", "Area or place"
        THEME = "theme", "Themed chapter"
        STATEMENT = "statement", "Signed statement"

    class Status(models.TextChoices):
        """Where this version stands."""

        DRAFT = "draft", "Draft"
        LIVE = "live", "Live"
        SUPERSEDED = "superseded", "Earlier version"

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.AGENCY)
    status = models.CharField(max_length=10, choices=Status, default=Status.LIVE)
    approvers = models.JSONField(default=manager_alone)
    own_headings = models.BooleanField(default=False)
    edits = models.PositiveIntegerField(default=0)  # the lock of a draft
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug", "version"],
                name="contributions_template_version_unique",
            ),
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                condition=Q(status="live"),
                name="contributions_template_one_live_version",
            ),
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                condition=Q(status="draft"),
                name="contributions_template_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Prompt(models.Model):
    """One question. `guidance` is shown beside the answer and never becomes part of it.

    `words_least` and `words_most` are advice in words, 0 for none; an answer outside them can still be handed in.
    """

    template = models.ForeignKey(ContributionTemplate, on_delete=models.CASCADE, related_name="prompts")
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    words_least = models.PositiveIntegerField(default=0)
    words_most = models.PositiveIntegerField(default=0)
    required = models.BooleanField(default=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "slug"], name="contributions_prompt_slug_unique_in_template"),
            models.UniqueConstraint(fields=["template", "order"], name="contributions_prompt_order_unique_in_template"),
            models.CheckConstraint(
                condition=Q(words_most=0) | Q(words_most__gte=F("words_least")),
                name="contributions_prompt_most_words_not_below_least",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> tuple[int, int] | None:
        """Return the advised number of words from and to, or None."""
        return (self.words_least, self.words_most) if self.words_most else None
