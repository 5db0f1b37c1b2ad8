"""Facts of threat assessments, and of the links people are sent to."""

from collections.abc import Iterable

from django.utils import timezone

from partnerships.assurance.facts.book import TEXT, Book
from partnerships.assurance.models import IntelligenceRequirement, ThreatAssessment, ThreatTopic
from safeguarding.lib.facts import Fact, FactKey, Period, Status

COUNTS = {
    "topics": ("topics", "topics of the assessment"),
    "requirements": ("intelligence requirements", "requirements of all topics"),
    "answered": ("intelligence requirements answered", "requirements with an answer"),
}
LINKS = {
    "listed": ("Links in the register", "entries in use that have a web address"),
    "working": ("Links that worked when they were last looked at", "links whose last answer led a reader there"),
}


def threat_fact(book: Book, key: FactKey) -> Fact | None:
    """Return assurance/threat.<slug>.<…> or assurance/links.<…>; None when the key names nothing."""
    family, _, rest = key.rest.partition(".")
    if key.parameters:
        return None
    if family == "links":
        return _links(book, key, rest) if rest in LINKS else None
    slug, _, part = rest.partition(".")
    held = next((one for one in book.assessments if one.slug == slug), None)
    if held is None:
        return None
    if part in COUNTS:
        return _count(book, key, held, part)
    number, _, name = part.partition(".")
    topic = next((one for one in held.topics.all() if str(one.number) == number), None)
    return _judgement(book, key, held, topic, name) if topic else None


def threat_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered."""
    threats = [FactKey(f"assurance/threat.{held.slug}.{name}") for held in book.assessments for name in COUNTS]
    return [*threats, *(FactKey(f"assurance/links.{name}") for name in LINKS)]


def requirements_in(held: ThreatAssessment) -> Iterable[IntelligenceRequirement]:
    """Return the requirements of all topics. Prefetched."""
    return (one for topic in held.topics.all() for one in topic.requirements.all())


def _count(book: Book, key: FactKey, held: ThreatAssessment, name: str) -> Fact:
    asked = list(requirements_in(held))
    numbers = {
        "topics": len(held.topics.all()),
        "requirements": len(asked),
        "answered": sum(1 for one in asked if one.answered_on),
    }
    noun, rule = COUNTS[name]
    where = {"route": "threat_detail", "where": [held.slug]}
    return book.counted(key, f"{held.title}, {noun}", noun, held.period, numbers[name], rule=rule, **where)


def _judgement(book: Book, key: FactKey, held: ThreatAssessment, topic: ThreatTopic, name: str) -> Fact | None:
    words = {
        "strength": topic.get_strength_display().partition(":")[0],
        "confidence": topic.get_confidence_display(),
        "grading": topic.grading,
    }
    if name not in words:
        return None
    return book.made(
        key,
        f"{topic.title}, {'strength of evidence' if name == 'strength' else name}",
        held.period,
        words[name] or None,
        TEXT,
        route="threat_detail",
        where=[held.slug],
        silence=Status.NOT_APPLICABLE,
        note="this assessment gives no grading",
        at=held.updated_at,
        by=str(held.updated_by or ""),
        version=held.version,
    )


def _links(book: Book, key: FactKey, name: str) -> Fact:
    label, rule = LINKS[name]
    rows = [row for row in book.resources if row.url]
    asked = [row.check_now for row in rows if row.check_now]
    today = Period.snapshot(timezone.localdate())
    if name == "working" and not asked:
        unit = book.counted(key, label, "links", today, 0).unit
        return book.made(key, label, today, None, unit, route="resource_list", note="no link was looked at yet")
    number = len(rows) if name == "listed" else sum(1 for check in asked if not check.is_bad)
    return book.counted(key, label, "links", today, number, route="resource_list", rule=rule)
