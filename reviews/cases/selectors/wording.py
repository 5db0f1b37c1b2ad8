"""What an event of the log says beside its title, in the words of the pages that made it."""

import re
from collections.abc import Mapping
from datetime import date

from partnerships.directory.models import AuditEvent
from reviews.cases.models import (
    Addressee,
    Briefing,
    Decision,
    DisputeStep,
    Finding,
    InformationRequest,
    Kind,
    PanelAnswer,
    Ratification,
    Recommendation,
    Subject,
)
from safeguarding.lib.calendar import FuzzyDate

LABELS = {
    "as": "Answered as",
    "because": "Why",
    "before": "Before",
    "boards": "Other partnerships",
    "clock": "Deadline",
    "consent_by": "Consent from",
    "consent_on": "Consent on",
    "coordinates": "Keeps the case",
    "counted_because": "Why counted on another day",
    "decided_by": "Decided by",
    "happened": "When",
    "lead_board": "Partnership that leads",
    "pseudonym": "Known as",
    "sort": "What it is",
    "stance": "Answer",
    "standing": "Progress",
    "tone": "What it is",
    "verbatim": "Answer in full",
    "who": "Addressed to",
}
_STANCES = {**dict(Ratification.Stance.choices), **dict(PanelAnswer.Stance.choices), **dict(Addressee.Stance.choices)}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "age_band": dict(Subject.AgeBand.choices),
    "answer": dict(InformationRequest.Answer.choices),
    "kind": dict(Kind.choices),
    "outcome": dict(Decision.Outcome.choices),
    "readers": dict(Briefing.Reader.choices),
    "route": dict(DisputeStep.Route.choices),
    "sort": dict(Briefing.Sort.choices),
    "stance": _STANCES,
    "standing": dict(Recommendation.Standing.choices),
    "tone": dict(Finding.Tone.choices),
}


def details_of(event: AuditEvent) -> str:
    """Return what was recorded, field by field; what was left empty is left out."""
    said = {**({} if event.after else event.before), **event.after}
    parts = [f"{_label(name)}: {words.rstrip('.')}" for name, value in said.items() if (words := _words(name, value))]
    return ". ".join(parts)


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


def _words(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(name, one) for one in value)))
    text = "" if value is None else str(value).strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return f"{date.fromisoformat(text):%-d %B %Y}"
    if name == "issued" and text:
        return FuzzyDate.parse(text).label
    return CHOICES.get(name, {}).get(text, text)
