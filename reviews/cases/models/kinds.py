"""Kinds of case, the events in their life, and which event puts one "in the year"."""

from dataclasses import dataclass

from django.db import models


class Audience(models.TextChoices):
    """Whose law a kind of case stands under; guidance editions are issued per audience."""

    CHILDREN = "children", "Children"
    ADULTS = "adults", "Adults"
    DOMESTIC = "domestic", "Domestic abuse"
    OTHER = "other", "Other"


class Kind(models.TextChoices):
    """Every kind of case on the one register."""

    NOTIFICATION = "notification", "Serious incident notification"
    RAPID_REVIEW = "rapid_review", "Rapid review"
    LCSPR = "lcspr", "Local child safeguarding practice review"
    NATIONAL = "national", "National review"
    SCR = "scr", "Serious case review (legacy)"
    SAR = "sar", "Safeguarding adults review, mandatory"
    SAR_DISCRETIONARY = "sar_discretionary", "Safeguarding adults review, discretionary"
    DHR = "dhr", "Domestic homicide review"
    OWHR = "owhr", "Offensive weapons homicide review"
    CHILD_DEATH = "child_death", "Child death overview"
    LEDER = "leder", "LeDeR review"
    OTHER = "other", "Other learning review"


class EventKind(models.TextChoices):
    """What can happen to a case on a day. Clocks start and stop with these."""

    INCIDENT = "incident", "Incident"
    AWARE = "aware", "Council became aware"
    NOTIFIED = "notified", "National panel notified"
    PARTNERS_TOLD = "partners_told", "Safeguarding partners told"
    REFERRED = "referred", "Referred for a review"
    RAPID_SENT = "rapid_sent", "Rapid review sent to the national panel"
    PANEL_REPLIED = "panel_replied", "National panel replied"
    DECIDED = "decided", "Decision to carry out the review"
    STARTED = "started", "Review started"
    COMPLETED = "completed", "Review completed"
    PLANNED = "publication_planned", "Day planned for publication"
    ADVANCE_COPY = "advance_copy", "Advance copy sent"
    PUBLISHED = "published", "Published"


@dataclass(frozen=True, kw_only=True)
class KindSpec:
    """What the register has to know about a kind.

    `basis` is the event whose day counts the case in a year: a notification is counted when it was made, a practice
    review when it was published; a partnership may set another (BasisChoice). `flows` are the events whose number in
    a period reports also ask for. `begins` and `ends` say between which events a case is under way (a stock, never
    added to a flow); kinds that happen in a moment have none. `opens_with` is the event asked for when a case is
    opened; kinds without one are only imported. `working` says that its days taken are counted as working days.
    """

    kind: Kind
    audience: Audience
    basis: EventKind
    opens_with: EventKind | None
    flows: tuple[EventKind, ...] = ()
    begins: tuple[EventKind, ...] = ()
    ends: tuple[EventKind, ...] = ()
    working: bool = False

    @property
    def first_events(self) -> frozenset[EventKind]:
        """Return the events a case may begin with: the earliest of them says which guidance it stands under."""
        return frozenset((*self.begins, *([self.opens_with] if self.opens_with else [])))


_E = EventKind
_REVIEW_BEGINS, _REVIEW_ENDS = (_E.DECIDED, _E.STARTED), (_E.COMPLETED, _E.PUBLISHED)


def _review(
    kind: Kind, audience: Audience, basis: EventKind, opens_with: EventKind | None, *flows: EventKind
) -> KindSpec:
    return KindSpec(
        kind=kind,
        audience=audience,
        basis=basis,
        opens_with=opens_with,
        flows=flows,
        begins=_REVIEW_BEGINS,
        ends=_REVIEW_ENDS,
    )


KINDS = (
    KindSpec(kind=Kind.NOTIFICATION, audience=Audience.CHILDREN, basis=_E.NOTIFIED, opens_with=_E.AWARE, working=True),
    KindSpec(
        kind=Kind.RAPID_REVIEW,
        audience=Audience.CHILDREN,
        basis=_E.NOTIFIED,
        opens_with=_E.NOTIFIED,
        begins=(_E.NOTIFIED,),
        ends=(_E.RAPID_SENT,),
        working=True,
    ),
    _review(Kind.LCSPR, Audience.CHILDREN, _E.PUBLISHED, _E.DECIDED, _E.DECIDED, _E.STARTED, _E.PUBLISHED),
    _review(Kind.NATIONAL, Audience.CHILDREN, _E.PUBLISHED, _E.STARTED, _E.STARTED, _E.PUBLISHED),
    _review(Kind.SCR, Audience.CHILDREN, _E.PUBLISHED, None, _E.PUBLISHED),
    _review(Kind.SAR, Audience.ADULTS, _E.COMPLETED, _E.REFERRED, _E.REFERRED, _E.DECIDED, _E.PUBLISHED),
    _review(Kind.SAR_DISCRETIONARY, Audience.ADULTS, _E.COMPLETED, _E.REFERRED, _E.DECIDED, _E.PUBLISHED),
    _review(Kind.DHR, Audience.DOMESTIC, _E.STARTED, _E.NOTIFIED, _E.NOTIFIED, _E.PUBLISHED),
    _review(Kind.OWHR, Audience.OTHER, _E.STARTED, _E.NOTIFIED, _E.NOTIFIED, _E.PUBLISHED),
    KindSpec(
        kind=Kind.CHILD_DEATH,
        audience=Audience.OTHER,
        basis=_E.COMPLETED,
        opens_with=_E.NOTIFIED,
        flows=(_E.NOTIFIED,),
        begins=(_E.NOTIFIED,),
        ends=(_E.COMPLETED,),
    ),
    KindSpec(
        kind=Kind.LEDER,
        audience=Audience.OTHER,
        basis=_E.COMPLETED,
        opens_with=_E.NOTIFIED,
        flows=(_E.NOTIFIED,),
        begins=(_E.NOTIFIED,),
        ends=(_E.COMPLETED,),
    ),
    _review(Kind.OTHER, Audience.OTHER, _E.STARTED, _E.STARTED, _E.PUBLISHED),
)
SPECS = {spec.kind: spec for spec in KINDS}
