"""Facts of how far agencies' staff are trained, from accepted statements only."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from django.urls import reverse

from partnerships.training.facts.book import Book
from partnerships.training.models import Compliance, ComplianceLine, Level
from safeguarding.lib.facts import (
    Disclosure,
    Fact,
    FactKey,
    Period,
    Provenance,
    Status,
    Unit,
    UnitKind,
    share,
    total,
)
from safeguarding.lib.facts.fact import stamp

STAFF = Unit(kind=UnitKind.COUNT, noun="staff")
PARTS = {"eligible": "Staff who need training", "trained": "Staff trained", "share": "Share of staff trained"}


def compliance_fact(book: Book, key: FactKey) -> Fact | None:
    """Return the fact of training/compliance.<agency>.<part>?level=1&period=2021-22; part: eligible, trained, share.

    Its period is the day of the count, which may lie after the period it was handed in for.
    """
    thing, agency, part = (*key.rest.split("."), "", "")[:3]
    level, token = key.parameters.get("level", ""), key.parameters.get("period", "")
    if level not in Level.values or set(key.parameters) != {"level", "period"}:
        return None
    if thing == "compliance-total":
        return _total(book, key, agency, level, token) if agency in PARTS else None
    held = next((one for one in book.compliances if one.agency.slug == agency and one.period_token == token), None)
    line = next((one for one in held.lines.all() if one.level == level), None) if held else None
    if held is None or line is None or part not in PARTS:
        return None
    return _part(lambda name: _said(book, held, line, name), str(key), part, f"{held.agency}, {line}")


def compliance_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered: every level of every accepted statement, and the levels' totals."""
    lines = [(held, line) for held in book.compliances for line in held.lines.all()]
    totals = dict.fromkeys((held.period_token, line.level) for held, line in lines)
    return [
        *(FactKey("training/compliance-total.share", {"period": token, "level": level}) for token, level in totals),
        *(
            FactKey(
                f"training/compliance.{held.agency.slug}.{part}", {"period": held.period_token, "level": line.level}
            )
            for held, line in lines
            for part in PARTS
        ),
    ]


def _part(count: Callable[[str], Fact], key: str, part: str, about: str) -> Fact:
    if part != "share":
        return replace(count(part), key=key)
    top, bottom = count("trained"), count("eligible")
    made = share(key=key, label=f"{PARTS[part]}, {about}", part=top, whole=bottom)
    if bottom.status is not Status.VALUE:
        made = replace(made, status=bottom.status, note=bottom.note)
    return replace(made, as_at=top.as_at, provenance=replace(made.provenance, trace=top.provenance.trace))


def _said(book: Book, held: Compliance, line: ComplianceLine, part: str) -> Fact:
    number = line.eligible if part == "eligible" else line.trained
    as_at = held.as_at or held.period.end
    parameters = {"period": held.period_token, "level": line.level}
    return Fact(
        key=str(FactKey(f"training/compliance.{held.agency.slug}.{part}", parameters)),
        label=f"{PARTS[part]}, {held.agency}, {line}",
        value=None if number is None else Decimal(number),
        unit=STAFF,
        status=Status.VALUE if number is not None else Status(line.silence or Status.NOT_AVAILABLE),
        period=Period.snapshot(as_at),
        as_at=as_at,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="typed",
            place=f"Training compliance of {held.agency}, {held.period.label}",
            agency=held.agency.name,
            entered_by=str(held.submitted_by or ""),
            entered_at=stamp(held.submitted_at),
            approved_by=str(held.accepted_by or ""),
            approved_at=stamp(held.accepted_at),
            version=held.version,
            trace=_page(book, held),
        ),
    )


def _total(book: Book, key: FactKey, part: str, level: str, token: str) -> Fact | None:
    lines = [
        (held, line)
        for held in book.compliances
        if held.period_token == token
        for line in held.lines.all()
        if line.level == level and line.eligible is not None
    ]
    if not lines:
        return None
    about = f"{len(lines)} {'agency' if len(lines) == 1 else 'agencies'}, {Level(level).label}"

    def count(name: str) -> Fact:
        parts = [_said(book, held, line, name) for held, line in lines]
        name_key = FactKey(f"training/compliance-total.{name}", {"period": token, "level": level})
        made = total(key=str(name_key), label=f"{PARTS[name]}, {about}", parts=parts)
        days = {held.as_at for held, _ in lines}
        period = made.period if len(days) == 1 else Period.parse(token)
        trace = f"{reverse('training_compliance', args=[book.partnership.slug])}?period={token}"
        return replace(made, period=period, provenance=replace(made.provenance, trace=trace))

    return _part(count, str(key), part, about)


def _page(book: Book, held: Compliance) -> str:
    return f"{reverse('training_compliance', args=[book.partnership.slug])}?period={held.period_token}"
