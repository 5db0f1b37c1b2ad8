"""Findings and recommendations of a case with everything that came of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from partnerships.directory.models import Agency
from reviews.cases.models import Addressee, Author, Briefing, Case, Finding, Impact, Progress, Recommendation


@dataclass(frozen=True, kw_only=True)
class Mismatch:
    """A number the report states against how many are listed here."""

    noun: str
    stated: int
    listed: int

    @property
    def sentence(self) -> str:
        """Return "The report says it has 6 recommendations; 5 are listed here."."""
        nouns = self.noun if self.stated == 1 else f"{self.noun}s"
        listed = "none is" if not self.listed else "1 is" if self.listed == 1 else f"{self.listed} are"
        return f"The report says it has {self.stated} {nouns}; {listed} listed here."


@dataclass(frozen=True, kw_only=True)
class Learning:
    """What a review found, recommends and changed."""

    findings: Sequence[Finding]
    recommendations: Sequence[Recommendation]
    impacts: Sequence[Impact]
    authors: Sequence[Author]
    briefings: Sequence[Briefing]
    mismatches: Sequence[Mismatch]


def learning_of(case: Case) -> Learning:
    """Return it in a constant number of queries."""
    said = Prefetch("addressees", Addressee.objects.select_related("agency__organisation"))
    notes = Prefetch("progress", Progress.objects.select_related("recorded_by"))
    rows = Recommendation.objects.filter(case=case).prefetch_related(said, notes, "themes", "findings")
    findings = list(Finding.objects.filter(case=case).prefetch_related("themes"))
    recommendations = list(rows)
    return Learning(
        findings=findings,
        recommendations=recommendations,
        impacts=list(Impact.objects.filter(case=case).select_related("recommendation", "recorded_by")),
        authors=list(Author.objects.filter(case=case)),
        briefings=list(Briefing.objects.filter(case=case)),
        mismatches=mismatches(case, len(findings), len(recommendations)),
    )


def mismatches(case: Case, findings: int, recommendations: int) -> list[Mismatch]:
    """Return where the report's own count is not the number listed. Silence about the count is no mismatch."""
    pairs = (
        ("finding", case.stated_findings, findings),
        ("recommendation", case.stated_recommendations, recommendations),
    )
    return [
        Mismatch(noun=noun, stated=stated, listed=listed)
        for noun, stated, listed in pairs
        if stated is not None and stated != listed
    ]


def findings_of(case: Case) -> QuerySet[Finding]:
    """Return the findings of a case."""
    return Finding.objects.filter(case=case).select_related("case__partnership").prefetch_related("themes")


def recommendations_of(case: Case) -> QuerySet[Recommendation]:
    """Return the recommendations of a case."""
    rows = Recommendation.objects.filter(case=case).select_related("case__partnership")
    return rows.prefetch_related("progress", "themes", "findings")


def addressees_of(case: Case) -> QuerySet[Addressee]:
    """Return everybody the recommendations of a case are addressed to."""
    rows = Addressee.objects.filter(recommendation__case=case)
    return rows.select_related("recommendation__case__partnership", "agency__organisation")


def agencies_to_address(case: Case) -> QuerySet[Agency]:
    """Return the agencies of the case's partnership that are still in it."""
    rows = Agency.objects.of(case.partnership).filter(left_on=None)
    return rows.select_related("organisation").order_by("organisation__name", "title")
