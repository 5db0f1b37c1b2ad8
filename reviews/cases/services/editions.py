"""Writing a partnership's own editions of guidance, and saying which deadlines were verified."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from reviews.cases import guidance_policies as policies
from reviews.cases.models import Certainty, ClockRule, GuidanceEdition, SourceCheck
from safeguarding.lib.references import letters_made
from safeguarding.lib.workflow import NotAllowed, Overtaken

CARRIED = ". Carried over from "
COPIED = ("key", "kind", "title", "start_event", "stop_event", "amount", "unit", "may_pause", "pauses")


@transaction.atomic
def edition_draft(
    *, by: User, partnership: Partnership, copied: GuidanceEdition | None = None, **said: Any
) -> GuidanceEdition:
    """Begin an edition, with the deadlines and criteria of `copied` when given. Raises NotAllowed.

    What is carried over counts as not verified until somebody has found it in the new text.
    """
    if copied and copied.audience != said["audience"]:
        raise NotAllowed("The edition you copy is for other cases. Choose the same here, or copy none.", code="copied")
    slug = f"{slugify(said['title'])[:50]}-{letters_made(6).lower()}".strip("-")
    edition = GuidanceEdition(partnership=partnership, slug=slug, **said)
    if copied and copied.criteria:
        edition.criteria, edition.criteria_certainty = copied.criteria, _unsure(copied.criteria_certainty)
        edition.criteria_source = _carried(copied.criteria_source, copied)
    edition.save()
    if copied:
        _rules_carried(copied, edition)
    _said(by, "guidance_edition_drafted", edition, after={**said, "copied_from": str(copied or "")})
    return edition


@transaction.atomic
def edition_change(*, by: User, edition: GuidanceEdition, version: int, **said: Any) -> None:
    """Change a draft opened at `version`. Raises Overtaken when somebody saved meanwhile, NotAllowed when in force."""
    policies.check_audience(edition, said.get("audience", edition.audience), edition.rules.count())
    before = {name: getattr(edition, name) for name in said}
    _touch(edition, version, **said)
    changed = {name for name in said if before[name] != said[name]}
    _said(
        by,
        "guidance_edition_changed",
        edition,
        before={name: before[name] for name in changed},
        after={name: said[name] for name in changed},
    )


@transaction.atomic
def edition_discard(*, by: User, edition: GuidanceEdition, version: int) -> None:
    """Throw a draft away. The audit trail keeps that it was there."""
    _touch(edition, version)
    _said(by, "guidance_edition_discarded", edition, before={"title": edition.title, "starts_on": edition.starts_on})
    edition.rules.all().delete()
    edition.delete()


@transaction.atomic
def edition_put_in_force(*, by: User, edition: GuidanceEdition, version: int) -> None:
    """Let cases that begin on or after its first day stand on the edition. From now on it never changes."""
    policies.check_ready(edition, edition.rules.count())
    _touch(edition, version, in_force_at=timezone.now(), in_force_by=by)
    after = {"starts_on": edition.starts_on, "deadlines": [f"{rule}: {rule.counts}" for rule in edition.rules.all()]}
    _said(by, "guidance_edition_in_force", edition, after=after)


@transaction.atomic
def edition_rule_add(*, by: User, edition: GuidanceEdition, version: int, **said: Any) -> ClockRule:
    """Add a deadline to a draft. Raises Overtaken or NotAllowed."""
    _check_rule(edition, said)
    _touch(edition, version)
    made = ClockRule.objects.create(
        edition=edition, key=_key(edition, said["kind"], said["title"]), may_pause=bool(said["pauses"]), **said
    )
    _said(by, "guidance_rule_added", edition, after=said)
    return made


@transaction.atomic
def edition_rule_change(*, by: User, rule: ClockRule, version: int, **said: Any) -> None:
    """Change a deadline of a draft. Raises Overtaken or NotAllowed."""
    edition = rule.edition
    _check_rule(edition, said)
    if edition.rules.filter(kind=said["kind"], key=rule.key).exclude(pk=rule.pk).exists():
        raise NotAllowed("This kind of case has that deadline already. Change that one.", code="kind")
    before = {name: getattr(rule, name) for name in said}
    _touch(edition, version)
    for name, value in said.items():
        setattr(rule, name, value)
    rule.may_pause = bool(rule.pauses)
    rule.save()
    _said(by, "guidance_rule_changed", edition, before=before, after=said)


@transaction.atomic
def edition_rule_remove(*, by: User, rule: ClockRule, version: int) -> None:
    """Take a deadline out of a draft. Raises Overtaken or NotAllowed."""
    _touch(rule.edition, version)
    said = {"deadline": rule.title, "kind": rule.kind, "counts": rule.counts}
    _said(by, "guidance_rule_removed", rule.edition, before=said)
    rule.delete()


@transaction.atomic
def rule_check(*, by: User, partnership: Partnership, rule: ClockRule, place: str, checked_on: date) -> SourceCheck:
    """Record that somebody read the deadline in the primary text and found it so. Raises NotAllowed."""
    policies.check_checked(rule.edition, checked_on)
    said = {"place": place, "checked_on": checked_on}
    made, _ = SourceCheck.objects.update_or_create(
        partnership=partnership, rule=rule, defaults={**said, "recorded_by": by, "recorded_at": timezone.now()}
    )
    audit_record(by=by, action="guidance_rule_checked", partnership=partnership, about=made, after=said)
    return made


@transaction.atomic
def rule_check_remove(*, by: User, check: SourceCheck) -> None:
    """Take the mark back: the deadline is as sure as its edition says. The audit trail keeps it."""
    before = {"place": check.place, "checked_on": check.checked_on}
    audit_record(by=by, action="guidance_rule_check_removed", partnership=check.partnership, about=check, before=before)
    check.delete()


def _touch(edition: GuidanceEdition, version: int, **changes: Any) -> None:
    # Compare-and-set: whoever changes any part of a draft has seen all of it.
    rows = GuidanceEdition.objects.filter(pk=edition.pk, partnership__isnull=False, in_force_at=None, version=version)
    changed = rows.update(version=F("version") + 1, **changes)
    edition.refresh_from_db()
    if not changed:
        policies.check_draft(edition)
        raise Overtaken("Somebody else changed this draft after you opened it.", code="overtaken")


def _check_rule(edition: GuidanceEdition, said: dict[str, Any]) -> None:
    policies.check_kind(edition, said["kind"])
    policies.check_terms(start_event=said["start_event"], stop_event=said["stop_event"], amount=said["amount"])


def _key(edition: GuidanceEdition, kind: str, title: str) -> str:
    # What the same deadline is called in every edition: the what-if view compares by it.
    stem = slugify(title)[:36] or "deadline"
    taken = set(edition.rules.filter(kind=kind).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 100))) if key not in taken)


def _rules_carried(copied: GuidanceEdition, edition: GuidanceEdition) -> None:
    for rule in copied.rules.all():
        terms = {name: getattr(rule, name) for name in COPIED}
        unsure = {"source": _carried(rule.source, copied), "certainty": _unsure(rule.certainty)}
        ClockRule.objects.create(edition=edition, **terms, **unsure)


def _carried(source: str, edition: GuidanceEdition) -> str:
    return f"{source.partition(CARRIED)[0][:160]}{CARRIED}{edition.title}"[:255]


def _unsure(certainty: str) -> str:
    return certainty if certainty == Certainty.DISPUTED else Certainty.MEMORY


def _said(by: User, action: str, edition: GuidanceEdition, **said: Any) -> None:
    audit_record(by=by, action=action, partnership=edition.partnership, about=edition, **said)
