"""What one agency, one of its sites or one facilitated group says to a tool, and the files that prove it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.assessments.models.round import Round
from partnerships.assessments.models.tool import Statement
from partnerships.directory.models import Agency, PartnershipQuerySet

_PERSON = settings.AUTH_USER_MODEL


class SiteQuerySet(PartnershipQuerySet["Site"]):
    """Sites belong to a partnership through their agency."""

    partnership_path = "agency__partnership"


class Site(models.Model):
    """One school of a trust, one ward of a hospital: a place of an agency that answers apart."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessment_sites")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)
    closed_on = models.DateField(null=True, blank=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "slug"], name="assessments_site_slug_unique")]

    def __str__(self) -> str:
        return self.name


class ResponseQuerySet(PartnershipQuerySet["Response"]):
    """Responses belong to a partnership through their round."""

    partnership_path = "round__partnership"


class Response(models.Model):
    """Answers of an agency (or one of its sites) in a named round, or of a group in a facilitated one.

    `group` names a facilitated group and `present` says who took part (roles, not names); both are empty otherwise.
    `closes_on` is an extension for this respondent alone. `shared_from` is the response in another partnership the
    answers were taken from. Status moves by `policies.RESPONSE_TRANSITIONS`. Anonymous rounds have no responses.
    """

    class Status(models.TextChoices):
        """Where it is on its way."""

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Handed in"
        MODERATED = "moderated", "Moderated"
        AGREED = "agreed", "Agreed"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="responses")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=120, blank=True)
    present = models.TextField(blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    closes_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    shared_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["agency__organisation__name", "agency__title", F("site__name").asc(nulls_first=True), "group"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, group="")
                | (Q(agency__isnull=True, site__isnull=True) & ~Q(group="")),
                name="assessments_response_is_an_agencys_or_a_groups",
            ),
            models.UniqueConstraint(
                fields=["round", "agency"],
                condition=Q(agency__isnull=False, site__isnull=True),
                name="assessments_response_one_per_agency",
            ),
            models.UniqueConstraint(
                fields=["round", "site"], condition=Q(site__isnull=False), name="assessments_response_one_per_site"
            ),
            models.UniqueConstraint(
                fields=["round", "group"], condition=~Q(group=""), name="assessments_response_one_per_group"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="assessments_response_both_submitted_at_and_by_set",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="assessments_response_both_agreed_at_and_by_set",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("submitted_by")),
                name="assessments_response_agreed_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return self.respondent

    @property
    def respondent(self) -> str:
        """Return who answers: the agency, "agency: site" or the group. Select both with lists."""
        if self.agency is None:
            return self.group
        return f"{self.agency.name}: {self.site.name}" if self.site else self.agency.name


class EvidenceFileQuerySet(PartnershipQuerySet["EvidenceFile"]):
    """Files belong to a partnership through their agency."""

    partnership_path = "agency__partnership"


class EvidenceFile(models.Model):
    """A file that proves something, used for as many statements and years as it holds for.

    `expires_on` is the last day it may be relied on, None for no end. The stored name is random: the title is shown.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=160)
    size = models.PositiveIntegerField()
    expires_on = models.DateField(null=True, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class RatingQuerySet(PartnershipQuerySet["Rating"]):
    """Answers belong to a partnership through their response's round."""

    partnership_path = "response__round__partnership"


class Rating(models.Model):
    """What a response says to one statement. Blank (no row, or `state` empty), not rated, not applicable and a score
    are four different things.

    `carried`: taken over from last year and not yet confirmed, so it does not count as answered. `improvement` and
    `improve_by` are what will be done about a low score. `lead` is the post that answers for the standard, never a
    person's name. `version` is the lock.
    """

    class State(models.TextChoices):
        """What kind of answer it is."""

        BLANK = "", "Not answered"
        SCORED = "scored", "Scored"
        NOT_RATED = "not_rated", "Not rated"
        NOT_APPLICABLE = "not_applicable", "Not applicable"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=14, choices=State, blank=True, default=State.BLANK)
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    comment = models.TextField(blank=True)
    reason = models.CharField(max_length=255, blank=True)
    changed = models.CharField(max_length=500, blank=True)
    improvement = models.CharField(max_length=500, blank=True)
    improve_by = models.DateField(null=True, blank=True)
    lead = models.CharField(max_length=120, blank=True)
    carried = models.BooleanField(default=False)
    evidence = models.ManyToManyField(EvidenceFile, related_name="answers")
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["statement__part__number", "statement__number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "statement"], name="assessments_rating_one_per_statement"),
            models.CheckConstraint(
                condition=Q(state="scored", score__isnull=False) | (~Q(state="scored") & Q(score__isnull=True)),
                name="assessments_rating_score_when_scored",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_applicable") | ~Q(reason=""),
                name="assessments_rating_not_applicable_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}, {self.response}"

    @property
    def is_given(self) -> bool:
        """Return True when somebody said something this year."""
        return self.state != self.State.BLANK and not self.carried
