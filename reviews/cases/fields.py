"""Who may see what of a case: every field of the register, once, in one table.

PUBLIC may be printed in a published report, PARTNERSHIP in counts and in the tracker handed to partners, RESTRICTED
only on the pages of people on the case's list.
"""

from enum import StrEnum


class Level(StrEnum):
    """How far a field may travel."""

    RESTRICTED = "restricted"
    PARTNERSHIP = "partnership"
    PUBLIC = "public"


R, S, P = Level.RESTRICTED, Level.PARTNERSHIP, Level.PUBLIC

LEVELS: dict[str, dict[str, Level]] = {
    "case": {
        "reference": S, "kind": P, "pseudonym": R, "status": S, "edition": S, "area": S, "incident": S, "summary": R,
        "public_summary": P, "public_decision": P, "stated_findings": P, "stated_recommendations": P,
        "themes": P, "lead_board": S, "other_boards": S, "counted_on": S, "counted_because": S,
        "opened_at": R, "opened_by": R, "closed_at": R, "closed_by": R, "closed_because": R,
    },
    "subject": {
        "case": R, "pseudonym": R, "age_band": S, "sex": S, "ethnicity": S, "disability": S, "exact_age": R,
        "characteristics": R,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "subjectname": {
        "subject": R, "name": R, "consent_by": R, "consent_on": R, "recorded_at": R, "recorded_by": R,
    },
    "caseevent": {
        "case": R, "kind": S, "happened": S, "first_day": S, "last_day": S, "evidence": R, "recorded_at": R,
        "recorded_by": R, "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "relation": {
        "source": R, "target": R, "sort": R, "scrutiny": P,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "clock": {
        "case": R, "rule": S, "start_event": S, "stop_event": S, "amount": S, "unit": S, "started_by": R, "met_by": R,
        "due_on": S, "met_on": S, "expected_on": R, "expected_because": R,
    },
    "decision": {
        "case": R, "outcome": S, "decided_on": S, "decided_by": S, "delegated": S, "rationale": R, "paragraph": S,
        "dispute": R, "recorded_at": R, "recorded_by": R,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "criterion": {"decision": R, "number": R, "text": S, "answer": R, "note": R},
    "ratification": {
        "decision": R, "agency": S, "stance": S, "words": R, "given_on": S, "recorded_at": R, "recorded_by": R,
    },
    "disputestep": {
        "decision": R, "route": S, "taken_on": S, "words": R, "recorded_at": R, "recorded_by": R,
    },
    "panelanswer": {
        "decision": R, "stance": S, "verbatim": R, "answered_on": S, "goes_ahead": R, "recorded_at": R,
        "recorded_by": R, "may_be_quoted": R,
    },
    "publication": {
        "case": R, "status": P, "drafted_at": R, "drafted_by": R, "checked_at": R, "checked_by": R, "check_note": R,
        "reason": P, "link": P, "draft_link": R, "draft_file": R, "draft_name": R, "draft_sha256": R,
        "public_digest": R, "recheck_because": R, "no_copy_because": R,
    },
    "clockpause": {
        "clock": R, "paused_on": R, "resumed_on": R, "reason": R, "decided_by": R, "recorded_at": R, "recorded_by": R,
    },
    "finding": {
        "case": R, "number": P, "text": P, "tone": P, "themes": P,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "recommendation": {
        "case": R, "number": P, "text": P, "themes": P, "findings": P,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "addressee": {
        "recommendation": R, "agency": P, "body": P, "stance": P, "words": P, "answered_on": P,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "progress": {
        "recommendation": R, "noted_on": P, "standing": P, "words": P, "evidence": S, "recorded_at": R,
        "recorded_by": R,
    },
    "impact": {
        "case": R, "recommendation": P, "title": P, "words": P, "happened": P, "evidence": S, "recorded_at": R,
        "recorded_by": R,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "informationrequest": {
        "case": R, "agency": R, "asked": R, "email": R, "question": R, "due_on": R, "secret_digest": R,
        "code_digest": R, "wrong_codes": R, "expires_at": R, "made_at": R, "made_by": R, "sent_at": R, "opened_at": R,
        "answered_at": R, "answered_as": R, "answer": R, "learning": R, "reason": R, "withdrawn_at": R,
        "withdrawn_by": R,
    },
    "chronologyentry": {
        "case": R, "request": R, "happened": R, "first_day": R, "last_day": R, "text": R, "source": R,
        "recorded_at": R, "recorded_by": R, "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "author": {
        "case": R, "role": P, "organisation": P, "independent": P,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
    "briefing": {
        "case": R, "sort": P, "title": P, "readers": P, "issued": P, "reached": P, "link": P,
        "withdrawn_at": R, "withdrawn_by": R, "withdrawn_because": R,
    },
}  # fmt: skip


def level_of(model: str, field: str) -> Level:
    """Return how far a field may travel; KeyError for one nobody has decided about."""
    return LEVELS[model][field]
