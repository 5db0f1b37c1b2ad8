"""The programme: planning, describing and moving audits."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from partnerships.directory.models import Agency, Partnership, User
from reviews.audits import policies
from reviews.audits.models import Audit
from reviews.audits.policies import TRANSITIONS
from reviews.audits.selectors import slug_free
from reviews.audits.services.saving import locked, stamped, told
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, advance

DESCRIBED = (
    *("topic", "kind", "why", "cohort", "method", "auditors", "independence", "lead", "records", "population"),
    *("chosen", "practitioners", "families", "involved", "planned_for", "reported_to", "link", "repeat_on", "follows"),
    *("source", "year_token"),
)


@transaction.atomic
def practice_audit_plan(
    *, by: User | None, partnership: Partnership, topic: str, year: Period, agencies: Iterable[Agency] = (), **said: Any
) -> Audit:
    """Put an audit into a year's programme. Everything but the topic may be said later."""
    _check_described(said)
    audit = Audit(partnership=partnership, topic=topic.strip(), year_token=year.token, **said)
    _check(audit, said)
    audit.slug = slug_free(Audit.objects.of(partnership), topic)
    audit.updated_at, audit.updated_by = timezone.now(), by
    audit.save()
    audit.agencies.set(agencies)
    told(by=by, deed="practice_audit_plan", audit=audit, after={"topic": topic, "year": year.label, **_plain(said)})
    return audit


@transaction.atomic
def practice_audit_change(
    *, by: User | None, audit: Audit, version: int, agencies: Iterable[Agency], year: Period, **said: Any
) -> Audit:
    """Save what describes the audit. Raises Overtaken when somebody saved meanwhile, and NotAllowed."""
    _check_described(said)
    said["year_token"] = year.token
    _check(audit, said)
    stored = locked(audit, version)
    differing = {name: value for name, value in said.items() if getattr(stored, name) != value}
    before = _plain({name: getattr(stored, name) for name in differing})
    names_before = sorted(str(agency) for agency in stored.agencies.select_related("organisation"))
    wanted = list(agencies)
    Audit.objects.filter(pk=stored.pk).update(**differing, **stamped(stored, by))
    stored.agencies.set(wanted)
    told(
        by=by,
        deed="practice_audit_change",
        audit=stored,
        before={**before, "agencies": names_before},
        after={**_plain(differing), "agencies": sorted(str(agency) for agency in wanted)},
    )
    stored.refresh_from_db()
    return stored


@transaction.atomic
def practice_audit_move(*, by: User | None, audit: Audit, event: str, on: date | None = None) -> Audit:
    """Begin it, say that it is reported (`on` a day), not held, planned or open again. NotAllowed, Overtaken.

    Without a day an audit is reported today; one taken from a document keeps that its day is not known.
    """
    before = audit.get_status_display()
    changes: dict[str, Any] = {}
    if event == "report":
        changes["reported_on"] = day = on or (None if audit.source else timezone.localdate())
        if day:
            policies.check_past(day, "on")
    if event == "reopen":
        changes["reported_on"] = None
    advance(audit, event, TRANSITIONS, **changes, **stamped(audit, by))
    after = {"status": audit.get_status_display(), "reported_on": audit.reported_on}
    told(by=by, deed="practice_audit_moved", audit=audit, before={"status": before}, after=after)
    return audit


def _check_described(said: dict[str, Any]) -> None:
    if unknown := set(said) - set(DESCRIBED):
        raise TypeError(f"An audit can not be given {sorted(unknown)} here.")


def _check(audit: Audit, said: dict[str, Any]) -> None:
    records, population = said.get("records"), said.get("population")
    if records is not None and population is not None and records > population:
        raise NotAllowed("The sample is larger than what it was drawn from. Correct one of them.", code="population")
    policies.check_follows(audit, said.get("follows"))


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, models.Model) else value
        for name, value in said.items()
        if value not in ("", None)
    }
