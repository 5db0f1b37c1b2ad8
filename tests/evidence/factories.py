"""One-call builders for evidence, through the services people use."""

from datetime import date
from typing import Any

from partnerships.directory.models import Area, Partnership, User
from partnerships.evidence.kinds import BY_KEY
from partnerships.evidence.models import EvidenceBox, SharedText, Tag
from partnerships.evidence.services import box_capture, shared_text_add, tag_keep
from tests.factories import AreaFactory

DAY = date(2026, 6, 12)
DETAILS: dict[str, dict[str, Any]] = {
    "impact": {"for_whom": "children", "known_by": "The audit of May 2026"},
    "assurance": {"looked": "independent"},
    "key_message": {"audience": "schools"},
    "intelligence": {"standing": "open", "due_on": date(2026, 9, 30)},
    "voice": {
        "mechanism": "survey",
        "question": "Do you feel safe on your way to school?",
        "age_band": "10_to_14",
        "polarity": "mixed",
        "asked": 400,
        "answered": 160,
        "agreed": 120,
        "changed": "Two crossings have a warden now.",
    },
    "quote": {"speaker": "A head teacher", "exactness": "exact", "consent": "given", "document": "Schools survey"},
}


def box_made(partnership: Partnership, kind: str = "evidence", by: User | None = None, **changes: Any) -> EvidenceBox:
    """Keep a box of a kind, with what that kind needs."""
    details = {**DETAILS.get(kind, {}), **changes.pop("details", {})}
    said = {"heading": f"{BY_KEY[kind].label} one", "body": "<p>Calls are answered sooner.</p>", "happened_on": DAY}
    return box_capture(by=by, partnership=partnership, kind=kind, details=details, **{**said, **changes})


def theme_made(partnership: Partnership, name: str = "Neglect") -> Tag:
    """Put a theme on the list."""
    return tag_keep(by=None, partnership=partnership, sort="theme", name=name)


def priority_made(partnership: Partnership, name: str = "Hear children", slug: str = "plan-1") -> Tag:
    """Put a priority on the list under a key of the caller's."""
    return tag_keep(by=None, partnership=partnership, sort="priority", name=name, slug=slug)


def text_made(partnership: Partnership, body: str = "<p>Anybody can call the front door.</p>") -> SharedText:
    """Write a shared text."""
    return shared_text_add(by=None, partnership=partnership, title="Worried about a child?", body=body)


def place_made(partnership: Partnership, name: str = "Hillside") -> Area:
    """Return a district of the partnership's area."""
    return AreaFactory(name=name, code=name.lower(), kind=Area.Kind.DISTRICT, parent=partnership.area)
