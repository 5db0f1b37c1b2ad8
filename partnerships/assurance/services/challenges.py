"""Challenges and their dated steps; counts of professional disagreement."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.assurance.models import Challenge, ChallengeStep, DisagreementCount
from partnerships.assurance.policies import CHALLENGE_TRANSITIONS, CLOSING, check_ours
from partnerships.assurance.services.saving import changed, next_number, recorded
from partnerships.directory.models import Agency, Partnership, User
from safeguarding.lib.facts import Period
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.workflow import NotAllowed, advance

_K = ChallengeStep.Kind
MOVES = {_K.ESCALATED: "escalate", _K.RESOLVED: "resolve", _K.UNRESOLVED: "give_up", _K.REOPENED: "reopen"}
SIDES = ("raised_by", "by_words", "raised_to", "to_words")
AFTERWARDS = (_K.REOPENED, _K.CHANGED)


@transaction.atomic
def challenge_add(
    *, by: User | None, partnership: Partnership, title: str, raised_on: date, **fields: Any
) -> Challenge:
    """Log a challenge. NotAllowed for one of the same words and day (a double click), or without the two sides."""
    check_ours(partnership, fields.get("raised_by"), fields.get("raised_to"))
    check_not_ahead(raised_on, timezone.localdate(), "raised_on")
    _check_sides(fields)
    number = next_number(Challenge, partnership)
    if Challenge.objects.of(partnership).filter(title__iexact=title, raised_on=raised_on).exists():
        raise NotAllowed("This challenge is in the log already.", code="title")
    made = Challenge.objects.create(
        partnership=partnership, number=number, title=title, raised_on=raised_on, updated_by=by, **fields
    )
    said = {**fields, "raised_on": raised_on}
    recorded(by=by, action="challenge_add", partnership=partnership, about=made, said=said)
    return made


@transaction.atomic
def challenge_change(*, by: User | None, challenge: Challenge, version: int, **fields: Any) -> Challenge:
    """Change what a challenge says and who the sides are. Raises Overtaken."""
    check_ours(challenge.partnership, fields.get("raised_by"), fields.get("raised_to"))
    _check_sides({name: getattr(challenge, name) for name in SIDES} | fields)
    changed(by=by, action="challenge_change", row=challenge, version=version, fields=fields)
    return challenge


@transaction.atomic
def challenge_step(
    *, by: User | None, challenge: Challenge, kind: str, happened_on: date, text: str, whom: str = ""
) -> ChallengeStep:
    """Add a dated step; one that escalates, closes or opens it again moves the challenge. The same twice is kept once.

    A closed challenge takes only what changed since, or being opened again.
    """
    check_not_ahead(happened_on, timezone.localdate(), "happened_on")
    if happened_on < challenge.raised_on:
        raise NotAllowed("The step can not come before the challenge was raised.", code="happened_on")
    if kind == _K.ESCALATED and not whom:
        raise NotAllowed("Say to whom it was escalated.", code="whom")
    said = {"kind": kind, "happened_on": happened_on, "text": text, "whom": whom}
    stored = Challenge.objects.select_for_update().get(pk=challenge.pk)
    if same := ChallengeStep.objects.filter(challenge=stored, **said).first():
        return same
    if stored.is_closed and kind not in AFTERWARDS:
        raise NotAllowed("This challenge is closed. Open it again, or say what changed.", code="kind")
    if event := MOVES.get(_K(kind)):
        closed_on = happened_on if kind in CLOSING else None
        advance(stored, event, CHALLENGE_TRANSITIONS, closed_on=closed_on)
    if kind == _K.CHANGED:
        Challenge.objects.filter(pk=stored.pk).update(changed=text)
    made = ChallengeStep.objects.create(challenge=stored, entered_by=by, **said)
    challenge.refresh_from_db(fields=["status", "closed_on", "changed"])
    recorded(by=by, action="challenge_step", partnership=challenge.partnership, about=challenge, said=said)
    return made


@transaction.atomic
def disagreements_save(
    *,
    by: User | None,
    partnership: Partnership,
    period: Period,
    stage: int,
    agency: Agency | None = None,
    raised: int | None,
    resolved: int | None,
    source: str = "",
    version: int | None = None,
) -> DisagreementCount:
    """Record how often practitioners disagreed in a period at a stage; None is not recorded, 0 is none.

    Other figures for the same are replaced by somebody who has seen them, at their `version`; otherwise Overtaken.
    """
    check_ours(partnership, agency)
    if raised is not None and resolved is not None and resolved > raised:
        raise NotAllowed("There can not be more resolved than raised.", code="resolved")
    said = {"raised": raised, "resolved": resolved, "source": source}
    row, made = DisagreementCount.objects.of(partnership).get_or_create(
        partnership=partnership,
        period_token=period.token,
        stage=stage,
        agency=agency,
        defaults={**said, "updated_by": by},
    )
    if made:
        recorded(by=by, action="disagreements_save", partnership=partnership, about=row, said=said)
    else:
        changed(by=by, action="disagreements_save", row=row, version=version or 0, fields=said)
    return row


def _check_sides(fields: dict[str, Any]) -> None:
    for agency, words in (("raised_by", "by_words"), ("raised_to", "to_words")):
        if not fields.get(agency) and not fields.get(words):
            raise NotAllowed("Choose an agency, or say who it is.", code=agency)
