"""One audit of the programme. Reports print very different parts of it, so only topic and year are needed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnerships.directory.models import Agency, PartnershipOwned
from safeguarding.lib.facts import Period


class Audit(PartnershipOwned):
    """A look at practice: planned, in progress, reported or not held. Moves by `policies.TRANSITIONS`.

    `records` is the size of the sample and `population` what it was drawn from; None is "not said", never zero.
    `follows` makes it the re-audit of an earlier one. `source` names the document of an import.
    """

    class Kind(models.TextChoices):
        """Who audits whom."""

        MULTI = "multi", "Multi-agency"
        SINGLE = "single", "Single-agency"
        EXTERNAL = "external", "Commissioned from outside"
        PEER = "peer", "Peer review"
        YOUNG = "young", "By young people or families"

    class Status(models.TextChoices):
        """Where it stands in the programme."""

        PLANNED = "planned", "Planned"
        IN_PROGRESS = "in_progress", "In progress"
        REPORTED = "reported", "Reported"
        NOT_HELD = "not_held", "Not held"

    class Independence(models.TextChoices):
        """Whether the auditors work for the services they audited. Blank where a source does not say."""

        INDEPENDENT = "independent", "Independent of the services audited"
        WITHIN = "within", "From the services audited"
        MIXED = "mixed", "Some of both"

    slug = models.SlugField(max_length=60)
    topic = models.CharField(max_length=160)
    year_token = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MULTI)
    status = models.CharField(max_length=11, choices=Status, default=Status.PLANNED)
    why = models.TextField(blank=True)
    cohort = models.CharField(max_length=255, blank=True)
    method = models.TextField(blank=True)
    auditors = models.CharField(max_length=255, blank=True)
    independence = models.CharField(max_length=11, choices=Independence, blank=True)
    lead = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agencies = models.ManyToManyField(Agency, related_name="+", blank=True)
    records = models.PositiveIntegerField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    chosen = models.CharField(max_length=255, blank=True)
    practitioners = models.PositiveIntegerField(null=True, blank=True)
    families = models.PositiveIntegerField(null=True, blank=True)
    involved = models.CharField(max_length=255, blank=True)
    planned_for = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reported_to = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=500, blank=True)
    repeat_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeats", verbose_name="re-audit of"
    )
    source = models.CharField(max_length=255, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-year_token", "topic", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="audits_audit_slug_unique_in_partnership"),
            models.CheckConstraint(
                condition=Q(records__isnull=True) | Q(population__isnull=True) | Q(population__gte=F("records")),
                name="audits_audit_sample_is_part_of_its_population",
            ),
            models.CheckConstraint(
                condition=Q(status="reported") | Q(reported_on__isnull=True),
                name="audits_audit_reported_on_only_when_reported",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")), name="audits_audit_does_not_follow_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}, {self.year.label}"

    @property
    def year(self) -> Period:
        """Return the year of the programme it stands in."""
        return Period.parse(self.year_token)
