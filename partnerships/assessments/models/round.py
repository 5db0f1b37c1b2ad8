"""A round of a self-assessment, and statistics of rounds whose single scores the portal never had."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.assessments.models.tool import Statement, Tool
from partnerships.directory.models import PartnershipOwned, PartnershipQuerySet
from safeguarding.lib.facts import Period

LEAST_FLOOR = 5  # fewer answers than this are never shown, whatever a manager chooses


class Round(PartnershipOwned):
    """One time a tool was used, pinned to a version of it.

    `starts_on` to `ends_on` is the period it is about; `opens_on` to `closes_on` the window for answers, empty where
    a round was imported from a document. `respondents` is how many answered, counted when an anonymous round is closed
    or as a document says; None when that is not known. `floor` is the least number of respondents whose answers an
    anonymous round shows. Status moves by `policies.ROUND_TRANSITIONS`.
    """

    class Mode(models.TextChoices):
        """How answers were given. `individual` is what documents say; nobody can hold such a round here."""

        NAMED = "named", "Each agency by name"
        ANONYMOUS = "anonymous", "Each agency alone, anonymously"
        FACILITATED = "facilitated", "Facilitated groups"
        INDIVIDUAL = "individual", "Each respondent alone, reported anonymously"

    class Status(models.TextChoices):
        """Whether answers can be given."""

        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="rounds")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()
    mode = models.CharField(max_length=11, choices=Mode, default=Mode.INDIVIDUAL)
    respondents = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=6, choices=Status, default=Status.CLOSED)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    extension_reason = models.CharField(max_length=255, blank=True)
    moderated = models.BooleanField(default=False)
    floor = models.PositiveSmallIntegerField(default=LEAST_FLOOR)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-ends_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["tool", "slug"], name="assessments_round_slug_unique_in_tool"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="assessments_round_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True, closes_on__isnull=True)
                | Q(opens_on__isnull=False, closes_on__isnull=False, closes_on__gte=models.F("opens_on")),
                name="assessments_round_window_whole_and_in_order",
            ),
            models.CheckConstraint(
                condition=Q(floor__gte=LEAST_FLOOR) | ~Q(mode="anonymous"), name="assessments_round_floor_not_too_low"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """Return the period the round is about: by its name where it is a year or a quarter and was not imported."""
        span = Period.span(self.starts_on, self.ends_on)
        year = Period.snapshot(self.starts_on).financial_year_start
        named = [Period.financial_year(year), *(Period.quarter(year, number) for number in (1, 2, 3, 4))]
        same = [one for one in named if (one.start, one.end) == (span.start, span.end)]
        return same[0] if same and not self.is_imported else span

    @property
    def is_anonymous(self) -> bool:
        """Return True when nobody may learn who gave which answer."""
        return self.mode == self.Mode.ANONYMOUS

    @property
    def is_imported(self) -> bool:
        """Return True when only a document's statistics are known."""
        return self.opens_on is None


class PublishedStatisticQuerySet(PartnershipQuerySet["PublishedStatistic"]):
    """Statistics belong to a partnership through their round."""

    partnership_path = "round__partnership"


class PublishedStatistic(models.Model):
    """Mode, mean and range of one statement as a document printed them.

    Imported values are kept as printed and marked so: nobody can compute them again. `mode` is text because a tie
    prints as "2/3". An empty statistic was not printed.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="statistics")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=20, blank=True)
    mean = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    range = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    source_document = models.CharField(max_length=255)
    source_place = models.CharField(max_length=120)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PublishedStatisticQuerySet.as_manager()

    class Meta:
        ordering = ["statement__part__number", "statement__number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "statement"], name="assessments_statistic_one_per_statement"),
            models.CheckConstraint(condition=~Q(source_document=""), name="assessments_statistic_names_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.printed}"

    @property
    def printed(self) -> str:
        """Return mode, mean and range in one line; what was not printed is a dash."""
        return " / ".join("-" if value in ("", None) else str(value) for value in (self.mode, self.mean, self.range))

    @property
    def source(self) -> str:
        """Return document and place in one line."""
        return f"{self.source_document}, {self.source_place}" if self.source_place else self.source_document
