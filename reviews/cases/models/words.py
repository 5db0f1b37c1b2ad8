"""The words each kind of case uses: which events it knows, what they are called, who decides and who answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviews.cases.models.kinds import EventKind, Kind

_E = EventKind
_ENDS = (_E.DECIDED, _E.STARTED, _E.COMPLETED, _E.PLANNED, _E.PUBLISHED)
_OPENS = (_E.INCIDENT, _E.AWARE, _E.NOTIFIED, _E.PARTNERS_TOLD, _E.PANEL_REPLIED)


@dataclass(frozen=True, kw_only=True)
class KindWords:
    """What people who work with one kind of case call things.

    `events` are those offered when something is recorded, in the order they happen. `body` is the national body that
    answers a decision; empty where none does. `deciders` may have delegated a decision.
    """

    events: tuple[EventKind, ...]
    labels: Mapping[EventKind, str] = field(default_factory=dict)
    body: str = ""
    deciders: str = "The safeguarding partners"


_CHILDREN = "National panel"
_ADULTS = KindWords(
    events=(_E.INCIDENT, _E.REFERRED, *_ENDS),
    labels={_E.REFERRED: "Referred for a safeguarding adults review"},
    deciders="The members of the safeguarding adults board",
)
KIND_WORDS: Mapping[Kind, KindWords] = {
    Kind.NOTIFICATION: KindWords(events=(*_OPENS, _E.REFERRED, _E.DECIDED, _E.COMPLETED), body=_CHILDREN),
    Kind.RAPID_REVIEW: KindWords(
        events=(*_OPENS[:4], _E.REFERRED, _E.STARTED, _E.RAPID_SENT, _E.PANEL_REPLIED, _E.DECIDED, _E.COMPLETED),
        body=_CHILDREN,
    ),
    Kind.LCSPR: KindWords(
        events=(*_OPENS[:4], _E.REFERRED, _E.RAPID_SENT, _E.PANEL_REPLIED, *_ENDS[:4], _E.ADVANCE_COPY, _E.PUBLISHED),
        body=_CHILDREN,
    ),
    Kind.NATIONAL: KindWords(
        events=(_E.INCIDENT, _E.NOTIFIED, *_ENDS),
        labels={_E.DECIDED: "National panel decided to carry out the review"},
        body=_CHILDREN,
    ),
    Kind.SCR: KindWords(
        events=(_E.INCIDENT, _E.AWARE, _E.NOTIFIED, _E.REFERRED, *_ENDS),
        labels={_E.NOTIFIED: "Incident notified"},
        deciders="The members of the safeguarding children board",
    ),
    Kind.SAR: _ADULTS,
    Kind.SAR_DISCRETIONARY: _ADULTS,
    Kind.DHR: KindWords(
        events=(_E.INCIDENT, _E.NOTIFIED, _E.REFERRED, *_ENDS[:3], _E.PANEL_REPLIED, _E.PLANNED, _E.PUBLISHED),
        labels={
            _E.NOTIFIED: "Community safety partnership notified",
            _E.PANEL_REPLIED: "Home Office quality assurance panel replied",
            _E.COMPLETED: "Overview report completed",
        },
        body="Home Office quality assurance panel",
        deciders="The community safety partnership",
    ),
    Kind.OWHR: KindWords(
        events=(_E.INCIDENT, _E.NOTIFIED, *_ENDS[:3], _E.PANEL_REPLIED, _E.PLANNED, _E.PUBLISHED),
        labels={
            _E.NOTIFIED: "Review partners notified",
            _E.PANEL_REPLIED: "Home Office oversight board replied",
        },
        body="Home Office oversight board",
        deciders="The review partners",
    ),
    Kind.CHILD_DEATH: KindWords(
        events=(_E.INCIDENT, _E.NOTIFIED, _E.STARTED, _E.COMPLETED),
        labels={_E.INCIDENT: "Death", _E.NOTIFIED: "Death notified", _E.COMPLETED: "Child death overview completed"},
        deciders="The child death review partners",
    ),
    Kind.LEDER: KindWords(
        events=(_E.INCIDENT, _E.NOTIFIED, _E.STARTED, _E.COMPLETED),
        labels={_E.INCIDENT: "Death", _E.NOTIFIED: "Death notified to the LeDeR programme"},
        deciders="The integrated care board",
    ),
    Kind.OTHER: KindWords(
        events=(_E.INCIDENT, _E.NOTIFIED, _E.REFERRED, *_ENDS), labels={_E.NOTIFIED: "Incident notified"}
    ),
}


def event_words(kind: str, event: str) -> str:
    """Return what an event is called in the life of one kind of case."""
    return KIND_WORDS[Kind(kind)].labels.get(EventKind(event), EventKind(event).label)


def events_offered(kind: str) -> list[tuple[str, str]]:
    """Return the events one kind of case knows, as choices of a form."""
    return [(event.value, event_words(kind, event)) for event in KIND_WORDS[Kind(kind)].events]
