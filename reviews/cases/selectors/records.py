"""The public record of a case: what may be printed about it, built from its public fields and nothing else."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from partnerships.directory.models import Partnership
from reviews.cases.models import (
    Addressee,
    Briefing,
    Case,
    EventKind,
    Finding,
    Impact,
    PanelAnswer,
    Publication,
    PublicRecord,
    Recommendation,
    RecordRelease,
    Relation,
)
from reviews.cases.selectors.decisions import publication_of
from reviews.cases.selectors.learning import learning_of


@dataclass(frozen=True, kw_only=True)
class Released:
    """A review as reports may print it. `content` is what `record_content` made when it was put up."""

    slug: str
    title: str
    content: Mapping[str, Any]
    released_at: datetime
    released_by: str

    @property
    def released_on(self) -> date:
        """Return the day it was let out."""
        return timezone.localdate(self.released_at)

    def standing_on(self, recommendation: Mapping[str, Any], day: date) -> Recommendation.Standing:
        """Return how far a recommendation of the record had come on a day."""
        notes = [note for note in recommendation["progress"] if note["on"] <= day.isoformat()]
        return Recommendation.Standing(notes[-1]["standing"] if notes else Recommendation.Standing.OPEN)


def record_content(case: Case, title: str) -> dict[str, Any]:
    """Return the public fields of a case as plain data; everything restricted stays behind.

    kind, kind_words, title, summary, decision, themes, authors, status, reason, link, published (words),
    published_days (first and last possible day), update_of, scrutiny, panel, stated, findings, recommendations,
    impacts, briefings
    """
    learning, publication = learning_of(case), publication_of(case)
    standing = {event.kind: event.when for event in case.events.filter(withdrawn_at=None)}
    published = standing.get(EventKind.PUBLISHED)
    return {
        "kind": case.kind,
        "kind_words": case.get_kind_display(),
        "title": title,
        "summary": case.public_summary,
        "decision": case.public_decision,
        "themes": [theme.title for theme in case.themes.all()],
        "authors": [{"words": str(one), "independent": one.independent} for one in learning.authors],
        "status": publication.status if publication else ("published" if published else ""),
        "reason": publication.reason if publication else "",
        "link": publication.link if publication else "",
        "published": published.label if published else "",
        "published_days": [str(published.earliest or ""), str(published.latest)] if published else [],
        **_follow_up(case),
        "panel": _panel(case),
        "stated": {"findings": case.stated_findings, "recommendations": case.stated_recommendations},
        "findings": [_finding(one) for one in learning.findings],
        "recommendations": [_recommendation(one) for one in learning.recommendations],
        "impacts": [_impact(one) for one in learning.impacts],
        "briefings": [_briefing(one) for one in learning.briefings],
    }


CHECKED_FIELDS = (
    "title", "summary", "decision", "themes", "authors", "scrutiny", "stated", "findings", "recommendations",
)  # fmt: skip


def checked_content(case: Case) -> dict[str, Any]:
    """Return the public fields a redaction check covers: the review's own words, not what came of it later."""
    content = record_content(case_for_record(case), "")
    kept = {name: content[name] for name in CHECKED_FIELDS}
    said = [{**one, "addressees": [who["name"] for who in one["addressees"]]} for one in kept["recommendations"]]
    kept["recommendations"] = [{name: value for name, value in one.items() if name != "progress"} for one in said]
    return kept


def public_digest(case: Case) -> str:
    """Return the SHA-256 of the public fields as they are now."""
    return hashlib.sha256(json.dumps(checked_content(case), sort_keys=True).encode()).hexdigest()


def seen_by_checker(publication: Publication) -> str:
    """Return a digest of everything a checker is shown: the draft and the public fields."""
    draft = publication.draft_sha256 or publication.draft_link
    return hashlib.sha256(f"{draft} {public_digest(publication.case)}".encode()).hexdigest()


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "number": one.number,
        "text": one.text,
        "tone": one.tone,
        "tone_words": one.get_tone_display(),
        "themes": [theme.title for theme in one.themes.all()],
    }


def _impact(one: Impact) -> dict[str, Any]:
    return {
        "title": one.title,
        "words": one.words,
        "when": one.when.label,
        "recommendation": one.recommendation.number if one.recommendation else None,
    }


def _briefing(one: Briefing) -> dict[str, Any]:
    return {
        "sort": one.get_sort_display(),
        "title": one.title,
        "when": one.when.label,
        "readers": one.readers_said,
        "reached": one.reached,
        "link": one.link,
    }


def _recommendation(one: Recommendation) -> dict[str, Any]:
    return {
        "number": one.number,
        "text": one.text,
        "themes": [theme.title for theme in one.themes.all()],
        "findings": [finding.number for finding in one.findings.all()],
        "addressees": [_addressee(said) for said in one.addressees.all()],
        "progress": [
            {
                "on": note.noted_on.isoformat(),
                "standing": note.standing,
                "standing_words": note.get_standing_display(),
                "words": note.words,
            }
            for note in one.progress.all()
        ],
    }


def _addressee(said: Addressee) -> dict[str, str]:
    return {
        "name": said.name,
        "stance": said.get_stance_display(),
        "words": said.words,
        "on": said.answered_on.isoformat() if said.answered_on else "",
    }


def _follow_up(case: Case) -> dict[str, Any]:
    # An update names the review it follows by the title reports know, never by its reference.
    rows = Relation.objects.filter(target=case, sort=Relation.Sort.UPDATED_BY).select_related("source")
    relation = rows.first()
    if relation is None:
        agreed = Relation.objects.filter(source=case, sort=Relation.Sort.UPDATED_BY).first()
        return {"update_of": "", "scrutiny": _lines(agreed.scrutiny if agreed else "")}
    known = {row.case_id: row for row in releases_current(case.partnership)}
    parent = known.get(relation.source_id)
    return {"update_of": str(parent.record) if parent else "", "scrutiny": _lines(relation.scrutiny)}


def _panel(case: Case) -> list[dict[str, str]]:
    rows = PanelAnswer.objects.filter(decision__case=case, decision__withdrawn_at=None, may_be_quoted=True)
    return [
        {"stance": row.get_stance_display(), "verbatim": row.verbatim, "on": row.answered_on.isoformat()}
        for row in rows
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def releases_current(partnership: Partnership) -> list[RecordRelease]:
    """Return the latest release of each case that was not taken back, the first released first. One query."""
    rows = RecordRelease.objects.of(partnership).select_related("record", "released_by").order_by("id")
    latest: dict[int, RecordRelease] = {}
    for row in rows:
        latest[row.case_id] = row
    return [row for row in latest.values() if row.record is not None]


def records_released(partnership: Partnership) -> list[Released]:
    """Return every review reports may print. It asks no case: what is here was let out on purpose."""
    return [
        Released(
            slug=row.slug,
            title=str(row.record),
            content=row.record.content,
            released_at=row.released_at,
            released_by=str(row.released_by),
        )
        for row in releases_current(partnership)
        if row.record
    ]


def record_waiting(case: Case) -> PublicRecord | None:
    """Return the record that waits for a second person: the latest, if it was not released."""
    latest = PublicRecord.objects.filter(case=case).select_related("prepared_by", "release").first()
    return latest if latest and not hasattr(latest, "release") else None


def release_of(case: Case) -> RecordRelease | None:
    """Return what reports print about the case now; None when nothing or no longer."""
    row = RecordRelease.objects.filter(case=case).select_related("record", "released_by", "prepared_by").first()
    return row if row and row.record else None


def records_of(case: Case) -> QuerySet[PublicRecord]:
    """Return the records put up for a case, the latest first."""
    return PublicRecord.objects.filter(case=case).select_related("case__partnership", "prepared_by")


def case_for_record(case: Case) -> Case:
    """Return the case with what its record prints."""
    themes = Prefetch("themes")
    return Case.objects.select_related("partnership").prefetch_related(themes).get(pk=case.pk)


def standings_counted(records: Iterable[Released], day: date) -> dict[Recommendation.Standing, int]:
    """Return how many recommendations of the records stood where on a day."""
    found = dict.fromkeys(Recommendation.Standing, 0)
    for record in records:
        for one in record.content["recommendations"]:
            found[record.standing_on(one, day)] += 1
    return found
