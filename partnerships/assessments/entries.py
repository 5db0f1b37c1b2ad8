"""What people enter, between the forms that check its shape and the services that write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from partnerships.assessments.models import LEAST_FLOOR, EvidenceFile
from partnerships.directory.models import Agency
from safeguarding.lib.facts import Period

ANSWER_FIELDS = ("state", "score", "comment", "reason", "changed", "improvement", "improve_by", "lead")
MODERATION_FIELDS = ("second_score", "challenge", "agreed_score", "agreed_note")


@dataclass(frozen=True, kw_only=True)
class RoundPlan:
    """A round to be opened. `groups` are named for a facilitated round, agencies for the others."""

    title: str
    period: Period
    mode: str
    opens_on: date
    closes_on: date
    agencies: Sequence[Agency] = ()
    groups: Sequence[str] = ()
    per_site: bool = False
    moderated: bool = False
    floor: int = LEAST_FLOOR
    slug: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says to one statement, begun at `version` (0 where there was nothing)."""

    state: str
    score: Decimal | None = None
    comment: str = ""
    reason: str = ""
    changed: str = ""
    improvement: str = ""
    improve_by: date | None = None
    lead: str = ""
    evidence: Sequence[EvidenceFile] = ()
    version: int = 0

    @property
    def values(self) -> dict[str, Any]:
        """Return the fields as they are stored."""
        return {name: getattr(self, name) for name in ANSWER_FIELDS}

    @property
    def is_anything(self) -> bool:
        """Return True when anything at all was said."""
        return bool(self.evidence) or any(value not in ("", None) for value in self.values.values())


@dataclass(frozen=True, kw_only=True)
class Second:
    """What a moderator says of one answer, begun at `version` (0 where nobody had said anything)."""

    second_score: Decimal | None = None
    challenge: str = ""
    agreed_score: Decimal | None = None
    agreed_note: str = ""
    version: int = 0

    @property
    def values(self) -> dict[str, object]:
        """Return the fields as they are stored."""
        return {name: getattr(self, name) for name in MODERATION_FIELDS}


@dataclass(frozen=True, kw_only=True)
class PrintedStatistic:
    """What a document printed for one statement; `place` is the page or table it stands in."""

    statement: str
    mode: str = ""
    mean: Decimal | None = None
    range: Decimal | None = None
    place: str = ""
