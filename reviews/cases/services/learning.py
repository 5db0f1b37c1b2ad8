"""Recording what a review found and recommends, what partners answer, and what came of it.

Findings and recommendations are the review's own words and change only while the case is open. What came of them is
recorded for years after the case is closed.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Manager, Max, Model
from django.utils import timezone

from partnerships.directory.models import Agency, User
from reviews.cases import policies
from reviews.cases.models import Addressee, Case, Finding, Impact, Progress, Recommendation, Theme
from reviews.cases.services.addressing import addressees_set
from reviews.cases.services.checking import publication_reconsider
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed, Overtaken


@transaction.atomic
def counts_state(*, by: User, case: Case, findings: int | None, recommendations: int | None) -> None:
    """Record how many findings and recommendations the report says it has; None where it does not say."""
    policies.check_live(case)
    before = {"findings": case.stated_findings, "recommendations": case.stated_recommendations}
    case.stated_findings, case.stated_recommendations = findings, recommendations
    case.save(update_fields=["stated_findings", "stated_recommendations"])
    after = {"findings": findings, "recommendations": recommendations}
    case_audit(by=by, action="case_counts_stated", case=case, before=before, after=after)


@transaction.atomic
def finding_add(
    *, by: User, case: Case, text: str, tone: str, themes: Iterable[Theme] = (), number: int | None = None
) -> Finding:
    """Add a finding, numbered after the last one unless the report numbers it. Raises NotAllowed.

    The same finding twice (a double click) is kept once.
    """
    policies.check_live(case)
    Case.objects.select_for_update().get(pk=case.pk)
    if number is None and (same := case.findings.filter(text=text, tone=tone).first()):
        return same
    made = Finding.objects.create(case=case, number=_number(case.findings, number), text=text, tone=tone)
    made.themes.set(themes)
    case_audit(by=by, action="case_finding_added", case=case, after={"number": made.number, "tone": tone})
    publication_reconsider(by=by, case=case)
    return made


@transaction.atomic
def finding_change(
    *, by: User, finding: Finding, version: int, text: str, tone: str, themes: Iterable[Theme] = ()
) -> None:
    """Correct a finding opened at `version`. Raises Overtaken when somebody saved meanwhile."""
    policies.check_live(finding.case)
    before = {"number": finding.number, "text": finding.text, "tone": finding.tone}
    _changed(finding, version, text=text, tone=tone)
    finding.themes.set(themes)
    after = {"number": finding.number, "text": text, "tone": tone}
    case_audit(by=by, action="case_finding_changed", case=finding.case, before=before, after=after)
    publication_reconsider(by=by, case=finding.case)


@transaction.atomic
def recommendation_add(
    *,
    by: User,
    case: Case,
    text: str,
    themes: Iterable[Theme] = (),
    findings: Iterable[Finding] = (),
    agencies: Iterable[Agency] = (),
    body: str = "",
    number: int | None = None,
) -> Recommendation:
    """Add a recommendation with whom it is addressed to: agencies of the partnership, or a body named in words.

    The same recommendation twice (a double click) is kept once.
    """
    policies.check_live(case)
    Case.objects.select_for_update().get(pk=case.pk)
    if number is None and (same := case.recommendations.filter(text=text).first()):
        return same
    made = Recommendation.objects.create(case=case, number=_number(case.recommendations, number), text=text)
    made.themes.set(themes)
    made.findings.set(findings)
    addressees_set(made, agencies, body)
    case_audit(by=by, action="case_recommendation_added", case=case, after={"number": made.number})
    publication_reconsider(by=by, case=case)
    return made


@transaction.atomic
def recommendation_change(
    *,
    by: User,
    recommendation: Recommendation,
    version: int,
    text: str,
    themes: Iterable[Theme] = (),
    findings: Iterable[Finding] = (),
    agencies: Iterable[Agency] = (),
    body: str = "",
) -> None:
    """Correct a recommendation opened at `version`, and whom it is addressed to. Raises NotAllowed and Overtaken."""
    policies.check_live(recommendation.case)
    before = {"number": recommendation.number, "text": recommendation.text}
    _changed(recommendation, version, text=text)
    recommendation.themes.set(themes)
    recommendation.findings.set(findings)
    moved = addressees_set(recommendation, agencies, body)
    after = {"number": recommendation.number, "text": text, **moved}
    case_audit(by=by, action="case_recommendation_changed", case=recommendation.case, before=before, after=after)
    publication_reconsider(by=by, case=recommendation.case)


@transaction.atomic
def response_record(
    *, by: User, addressee: Addressee, version: int, stance: str, words: str, answered_on: date
) -> None:
    """Record what an addressee answers. Raises NotAllowed for a refusal without reasons."""
    policies.check_past(answered_on, "answered_on")
    if stance != Addressee.Stance.ACCEPTS and not words.strip():
        raise NotAllowed("Record the reasons in their own words.", code="words")
    before = {"stance": addressee.stance, "words": addressee.words}
    _changed(addressee, version, stance=stance, words=words, answered_on=answered_on)
    case = addressee.recommendation.case
    said = {"recommendation": addressee.recommendation.number, "who": addressee.name, "stance": stance}
    case_audit(by=by, action="case_response_recorded", case=case, before=before, after=said)


@transaction.atomic
def progress_note(
    *, by: User, recommendation: Recommendation, noted_on: date, standing: str, words: str, evidence: str = ""
) -> Progress:
    """Say how far a recommendation has come. The same note twice (a double click) is kept once.

    Raises NotAllowed for "done" without evidence. A decision not to implement, another way and a deferral give their
    reason in `words`.
    """
    policies.check_past(noted_on, "noted_on")
    policies.check_progress(standing, evidence)
    said = {"noted_on": noted_on, "standing": standing, "words": words, "evidence": evidence}
    Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if same := recommendation.progress.filter(**said).first():
        return same
    made = Progress.objects.create(recommendation=recommendation, recorded_by=by, **said)
    after = {"number": recommendation.number, **said}
    case_audit(by=by, action="case_progress_noted", case=recommendation.case, after=after)
    return made


@transaction.atomic
def impact_record(
    *,
    by: User,
    case: Case,
    words: str,
    happened: FuzzyDate,
    title: str = "",
    evidence: str = "",
    recommendation: Recommendation | None = None,
) -> Impact:
    """Record what changed because of the review. Allowed years after the case is closed."""
    policies.check_happened(happened, "", timezone.localdate())
    if recommendation and recommendation.case_id != case.pk:
        raise NotAllowed("Choose a recommendation of this case.", code="recommendation")
    said = {"title": title, "words": words, "happened": happened.token, "evidence": evidence}
    if same := case.impacts.filter(recommendation=recommendation, **said).first():
        return same
    made = Impact.objects.create(case=case, recommendation=recommendation, recorded_by=by, **said)
    case_audit(by=by, action="case_impact_recorded", case=case, after={"title": title, "happened": happened.label})
    return made


def _number(rows: Manager[Finding] | Manager[Recommendation], wanted: int | None) -> int:
    if wanted is None:
        return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1
    if rows.filter(number=wanted).exists():
        raise NotAllowed(f"Number {wanted} is there already.", code="number")
    return wanted


def _changed(row: Model, version: int, **changes: object) -> None:
    rows = type(row)._base_manager.filter(pk=row.pk, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise Overtaken("Somebody else saved this after you opened it.", code="overtaken")
    row.refresh_from_db()
