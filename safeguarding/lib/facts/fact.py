"""The fact itself, and how it is kept as canonical JSON in a snapshot."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from safeguarding.lib.facts.period import Period
from safeguarding.lib.facts.status import Qualifier, Status
from safeguarding.lib.facts.unit import Unit, UnitKind


class Disclosure(StrEnum):
    """Who may read the value. SMALL_NUMBERS may be printed publicly only after disclosure control."""

    PUBLIC = "public"
    SMALL_NUMBERS = "small_numbers"
    PARTNERSHIP = "partnership"
    RESTRICTED = "restricted"


class Derivation(StrEnum):
    """How a fact was computed from its inputs, where a reader who knows the others could compute backwards.

    Inputs stand in order: earlier before later, part before whole, count before population, total before number.
    """

    NONE = ""
    SUM = "sum"
    CHANGE = "change"
    PERCENTAGE_CHANGE = "percentage_change"
    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"


@dataclass(frozen=True, kw_only=True)
class Geography:
    """The area a fact speaks of, which is not always the partnership's own (national or trust-wide figures)."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a value came from, in words a reader can follow; times are ISO 8601 in UTC.

    `origin` is typed, pasted, uploaded, api, carried, imported or derived; `place` the return, record or document;
    `inputs` the keys a derived value was computed from, `rule` in words how it was computed and rounded, `how` the same
    for disclosure control.
    """

    origin: str
    place: str
    agency: str = ""
    entered_by: str = ""
    entered_at: str = ""
    approved_by: str = ""
    approved_at: str = ""
    version: int = 0
    inputs: tuple[str, ...] = ()
    rule: str = ""
    how: Derivation = Derivation.NONE
    trace: str = ""  # path of the page that shows every earlier value


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One figure, grade or short text; `upper` is set when the qualifier is RANGE, `note` when there is a reason."""

    key: str
    label: str
    value: Decimal | str | None
    unit: Unit
    period: Period
    provenance: Provenance
    status: Status = Status.VALUE
    qualifier: Qualifier = Qualifier.EXACT
    upper: Decimal | None = None
    as_at: date | None = None
    geography: Geography | None = None
    definition_version: int = 0
    disclosure: Disclosure = Disclosure.PARTNERSHIP
    note: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.status.has_value and self.status is not Status.NIL and self.value is None:
            raise ValueError(f"{self.key}: a fact with status {self.status} needs a value.")
        if not self.status.has_value and self.value is not None:
            raise ValueError(f"{self.key}: a fact that is {self.status.label} can not carry a value.")

    @property
    def number(self) -> Decimal | None:
        """Return the value to compute with: nil counts as 0, silence as None."""
        if self.status is Status.NIL:
            return Decimal(0)
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def cell(self) -> str:
        """Return what a table cell prints: the bare number or the symbol of the status."""
        if self.status is Status.NIL or not self.status.has_value:
            return self.status.symbol
        mark = f" {self.status.symbol}" if self.status is not Status.VALUE else ""
        return f"{self._bare(self.unit.number)}{mark}"

    @property
    def text(self) -> str:
        """Return what prose prints: the number with unit and qualifier, or the status in words."""
        if self.status is Status.NIL:
            return "none"
        if not self.status.has_value:
            return self.status.label
        return self._bare(self.unit.phrase)

    def _bare(self, write: Any) -> str:
        if not isinstance(self.value, Decimal):
            return str(self.value)
        if self.qualifier is Qualifier.RANGE and self.upper is not None:
            return f"{write(self.value)} to {write(self.upper)}"
        return f"{self.qualifier.prefix}{write(self.value)}"

    def withheld(self) -> "Fact":
        """Return the same fact suppressed: no value, bound or note survives that could give it away."""
        return replace(self, value=None, upper=None, note="", status=Status.SUPPRESSED, qualifier=Qualifier.EXACT)

    def for_strangers(self) -> "Fact":
        """Return the same fact without the colleagues who entered and approved it and without the way to its page."""
        return replace(self, provenance=replace(self.provenance, entered_by="", approved_by="", trace=""))

    def as_json(self) -> dict[str, Any]:
        """Return plain data for the snapshot; `Fact.from_json` restores an equal fact."""
        data = asdict(replace(self, dimensions=dict(self.dimensions)))
        data["period"] = self.period.token
        data["value_type"] = "number" if isinstance(self.value, Decimal) else "text"
        for name in ("value", "upper", "as_at"):
            data[name] = None if data[name] is None else str(data[name])
        data["provenance"]["inputs"] = list(self.provenance.inputs)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Fact":
        """Return the fact kept by `as_json`."""
        kept = dict(data)
        numeric = kept.pop("value_type") == "number"
        value = kept["value"]
        unit = dict(kept["unit"], kind=UnitKind(kept["unit"]["kind"]))
        provenance = dict(kept["provenance"], inputs=tuple(kept["provenance"]["inputs"]))
        provenance["how"] = Derivation(provenance.get("how", ""))
        kept.update(
            value=Decimal(value) if numeric and value is not None else value,
            upper=None if kept["upper"] is None else Decimal(kept["upper"]),
            as_at=None if kept["as_at"] is None else date.fromisoformat(kept["as_at"]),
            period=Period.parse(kept["period"]),
            unit=Unit(**unit),
            provenance=Provenance(**provenance),
            geography=None if kept["geography"] is None else Geography(**kept["geography"]),
            status=Status(kept["status"]),
            qualifier=Qualifier(kept["qualifier"]),
            disclosure=Disclosure(kept["disclosure"]),
        )
        return cls(**kept)


def stamp(moment: datetime | None) -> str:
    """Return the ISO text kept in a provenance, empty for None."""
    return "" if moment is None else moment.isoformat(timespec="seconds")
