"""What is known about a value. Zero, nil, blank and the reasons for silence are different things everywhere."""

from enum import StrEnum


class Status(StrEnum):
    """Status of a fact. VALUE with 0 is a counted zero; NIL is an agency's statement that nothing occurred."""

    VALUE = "value"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    NIL = "nil"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    NOT_COLLECTED = "not_collected"
    BLANK = "blank"

    @property
    def has_value(self) -> bool:
        """Return True where a figure is printed (nil prints and counts as 0)."""
        return self in _WITH_VALUE

    @property
    def symbol(self) -> str:
        """Return the shorthand printed instead of a figure, after the Government Statistical Service's convention."""
        return _SYMBOLS.get(self, "")

    @property
    def label(self) -> str:
        """Return the words for screens, keys and screen readers."""
        return _LABELS[self]


_WITH_VALUE = frozenset({Status.VALUE, Status.PROVISIONAL, Status.ESTIMATED, Status.NIL})
# GSS: c confidential, x not available, z not applicable. "Not collected" and "not yet given" have no GSS letter.
_SYMBOLS = {
    Status.SUPPRESSED: "[c]",
    Status.NOT_AVAILABLE: "[x]",
    Status.NOT_APPLICABLE: "[z]",
    Status.NOT_COLLECTED: "[n]",
    Status.BLANK: "",
    Status.NIL: "nil",
    Status.PROVISIONAL: "[p]",
    Status.ESTIMATED: "[e]",
}
_LABELS = {
    Status.VALUE: "value",
    Status.PROVISIONAL: "provisional",
    Status.ESTIMATED: "estimated",
    Status.NIL: "nil return",
    Status.SUPPRESSED: "suppressed to protect confidentiality",
    Status.NOT_AVAILABLE: "not available",
    Status.NOT_APPLICABLE: "not applicable",
    Status.NOT_COLLECTED: "not collected",
    Status.BLANK: "not yet given",
}


class Qualifier(StrEnum):
    """How exactly the value is meant."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    RANGE = "range"
    DIRECTION = "direction"
    RANK = "rank"

    @property
    def prefix(self) -> str:
        """Return the words printed before the figure."""
        return _PREFIXES.get(self, "")


_PREFIXES = {Qualifier.AT_LEAST: "at least ", Qualifier.MORE_THAN: "more than ", Qualifier.ABOUT: "about "}
