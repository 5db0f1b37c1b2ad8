"""Reads of the risk register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from partnerships.assurance.frameworks import shipped
from partnerships.assurance.models import Level, Risk, RiskEscalation, RiskReview, RiskScale
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import Period


def scale_of(partnership: Partnership) -> RiskScale:
    """Return the scale in force; the shipped five by five, not stored, where the partnership has none yet."""
    held = RiskScale.objects.of(partnership).order_by("-number").first()
    return held or RiskScale(partnership=partnership, number=1, **shipped("risk_scale"))


def risks_of(partnership: Partnership) -> QuerySet[Risk]:
    """Return the partnership's risks with reviews and escalations. Three queries."""
    reviews = RiskReview.objects.select_related("scale", "entered_by")
    escalations = RiskEscalation.objects.select_related("entered_by")
    return (
        Risk.objects.of(partnership)
        .select_related("agency__organisation", "updated_by", "partnership")
        .prefetch_related(Prefetch("reviews", reviews), Prefetch("escalations", escalations))
    )


def risks_for(access: Access) -> QuerySet[Risk]:
    """Return the risks this person may read: all of them, or those of the agencies the person works for."""
    rows = risks_of(access.partnership)
    if access.may(Permission.RISK_VIEW_ALL):
        return rows
    return rows.filter(agency__in=access.agency_ids(Permission.RISK_VIEW_OWN))


def escalations_for(access: Access) -> QuerySet[RiskEscalation]:
    """Return the escalations of risks this person may read."""
    rows = RiskEscalation.objects.filter(risk__in=risks_for(access).values("pk"))
    return rows.select_related("risk__partnership", "risk__agency__organisation")


@dataclass(frozen=True)
class Cell:
    """A field of the matrix: the score it stands for, its band and the risks that lie in it."""

    score: int
    band: Level
    rank: int
    risks: tuple[Risk, ...]


@dataclass(frozen=True)
class Matrix:
    """Open risks by likelihood (rows, highest first) and impact (columns).

    `elsewhere` are risks last scored on another scale: their numbers would mean something else here.
    """

    impacts: tuple[Level, ...]
    rows: tuple[tuple[Level, tuple[Cell, ...]], ...]
    elsewhere: tuple[Risk, ...]


def matrix_of(scale: RiskScale, risks: Iterable[Risk]) -> Matrix:
    """Return where the open risks lie. No query: risks come with their reviews."""
    held = [risk for risk in risks if risk.status == Risk.Status.OPEN and risk.latest]
    here = [risk for risk in held if _on(scale, risk)]
    rows = tuple(
        (step, tuple(_cell(scale, step.value, impact.value, here) for impact in scale.impacts))
        for step in reversed(scale.likelihoods)
    )
    return Matrix(scale.impacts, rows, tuple(risk for risk in held if risk not in here))


def _on(scale: RiskScale, risk: Risk) -> bool:
    return bool(risk.latest and risk.latest.scale.number == scale.number)


def _cell(scale: RiskScale, likelihood: int, impact: int, risks: list[Risk]) -> Cell:
    score = likelihood * impact
    inside = tuple(
        risk for risk in risks if risk.latest and (risk.latest.likelihood, risk.latest.impact) == (likelihood, impact)
    )
    return Cell(score, scale.band_of(score), scale.rank_of(score), inside)


@dataclass(frozen=True)
class Movement:
    """How a risk stood at the end of a period and before it. Scores of different scales are never compared."""

    now: RiskReview | None
    before: RiskReview | None

    @property
    def words(self) -> str:
        """Return "up from 9", "down from 16", "no change", "new" or why it can not be said."""
        if self.now is None:
            return "not scored"
        if self.before is None:
            return "new"
        if self.now.scale_id != self.before.scale_id:
            return "scored on another scale before"
        if self.now.score == self.before.score:
            return "no change"
        return f"{'up' if self.now.score > self.before.score else 'down'} from {self.before.score}"


def movement_of(risk: Risk, period: Period) -> Movement:
    """Return a risk's movement in a period: the score before its first day against the one on its last."""
    held = [review for review in risk.reviews.all() if review.reviewed_on < period.start]
    return Movement(risk.review_on(period.end), held[0] if held else None)


def overdue(risk: Risk, today: date) -> bool:
    """Return True when an open risk should have been looked at before today."""
    return risk.status == Risk.Status.OPEN and bool(risk.review_due_on and risk.review_due_on < today)
