"""From facts to a system: which cells there are, who sees them, and what holds between them.

Facts of the edition come first. Facts that are not printed but could be worked out from it stand behind, and so do
those that earlier editions printed: the same value under the same key is the same cell, another value another cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from safeguarding.lib.disclosure.policy import Policy
from safeguarding.lib.disclosure.system import Cell, Linear, Need, Ratio, System, Term
from safeguarding.lib.facts import Derivation, Disclosure, Fact, Status, Sum, UnitKind

WITHHELD = frozenset({Disclosure.PARTNERSHIP, Disclosure.RESTRICTED})
QUOTIENTS = frozenset({Derivation.SHARE, Derivation.RATE, Derivation.MEAN, Derivation.PERCENTAGE_CHANGE})


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What one edition prints: `facts` by key, those `behind` them that are not printed, and the `sums` among both.

    `hidden` are the keys it does not show. `name` is empty for the edition in hand.
    """

    facts: Mapping[str, Fact]
    behind: Mapping[str, Fact] = field(default_factory=dict)
    sums: Sequence[Sum] = ()
    hidden: frozenset[str] = frozenset()
    name: str = ""

    def shows(self, key: str) -> bool:
        """Return True when readers of the edition see the figure."""
        return key in self.facts and key not in self.hidden and self.facts[key].status.has_value

    @property
    def all(self) -> dict[str, Fact]:
        """Return printed and unprinted facts."""
        return {**self.behind, **self.facts}


class Reading:
    """Builds the system. `names` remembers, cell by cell, which earlier editions a reader has it from."""

    def __init__(self, policy: Policy, *, shown: frozenset[str] = frozenset(), hidden: frozenset[str] = frozenset()):
        self.policy = policy
        self.shown = shown
        self.hidden = hidden
        self.cells: dict[str, Cell] = {}
        self.linears: list[Linear] = []
        self.ratios: dict[str, Ratio] = {}
        self.names: dict[str, list[str]] = {}

    def system(self, current: Edition, earlier: Sequence[Edition]) -> System:
        """Return the system of an edition that readers compare with the earlier ones."""
        for edition in (current, *earlier):
            self._read(edition)
        return System.of(self.cells.values(), self.linears, self.ratios.values())

    def need_of(self, fact: Fact) -> Need:
        """Return the protection a figure needs by its class and size. A change is no count of people."""
        if fact.number is None or self.is_open(fact):
            return Need.NONE
        if fact.disclosure is Disclosure.SMALL_NUMBERS and is_count(fact) and self.policy.is_small(fact.number):
            return Need.SMALL
        return Need.WITHHELD if fact.disclosure in WITHHELD or fact.key in self.hidden else Need.NONE

    def is_open(self, fact: Fact) -> bool:
        """Return True for a figure readers have anyway: published elsewhere, or shown by decision."""
        return fact.key in self.shown or (fact.disclosure is Disclosure.PUBLIC and fact.key not in self.hidden)

    def _read(self, edition: Edition) -> None:
        facts = {**edition.all, **_inferred(edition)}
        names = {key: self._cell(edition, fact) for key, fact in facts.items() if _is_cell(fact)}
        sums = {total: parts for total, parts in (*_derived_sums(facts), *edition.sums) if total in names}
        for total, parts in sums.items():
            self.cells[names[total]] = replace(self.cells[names[total]], composed=True)
            if set(parts) <= set(facts):  # a part without a number is not in its total either
                terms = tuple((-1, names[part]) for part in parts if part in names)
                self.linears.append(Linear(((1, names[total]), *terms)))
        for key, fact in facts.items():
            if fact.number is not None and fact.provenance.how in QUOTIENTS:
                self._ratio(edition, fact, [names.get(one, "") for one in fact.provenance.inputs])
            elif fact.provenance.how is Derivation.CHANGE and key in names:
                before, after = (names.get(one, "") for one in fact.provenance.inputs)
                self.linears.append(Linear(((1, names[key]), (1, before), (-1, after))))
        self.linears += _twins(facts, names, {key for key in sums if self._counts_for_a_twin(facts[key])})

    def _counts_for_a_twin(self, fact: Fact) -> bool:
        return is_count(fact) and fact.number is not None and fact.number > self.policy.threshold

    def _cell(self, edition: Edition, fact: Fact) -> str:
        """Add the cell of a fact, or find the one it is, and return its name."""
        number = fact.number or Decimal(0)
        name = fact.key
        if name in self.cells and self.cells[name].value != number:
            name = f"{fact.key}@{edition.name}"
        if not edition.name:
            self.cells[name] = self._made(name, fact, printed=fact.key in edition.facts)
            return name
        self.cells.setdefault(name, self._made(name, fact, printed=False))
        if edition.shows(fact.key):
            self.names.setdefault(name, []).append(edition.name)
            self.cells[name] = replace(self.cells[name], known=True)
        return name

    def _made(self, name: str, fact: Fact, *, printed: bool) -> Cell:
        number = fact.number or Decimal(0)
        whole = fact.unit.kind is UnitKind.COUNT and number == number.to_integral_value()
        free = fact.provenance.how is Derivation.CHANGE or number < 0
        bound = self.policy.floor if printed and fact.disclosure is Disclosure.SMALL_NUMBERS else 0
        return Cell(
            key=name,
            value=number,
            need=self.need_of(fact),
            printed=printed,
            known=printed and self.is_open(fact),
            whole=whole,
            decimals=fact.unit.decimals,
            least=None if free else bound,
        )

    def _ratio(self, edition: Edition, fact: Fact, inputs: Sequence[str]) -> None:
        if len(inputs) != 2 or not all(inputs):
            return
        first, second = inputs
        how, name = fact.provenance.how, fact.key
        per = {Derivation.RATE: fact.unit.per, Derivation.MEAN: 1}.get(how, 100)
        changes = how is Derivation.PERCENTAGE_CHANGE
        top: tuple[Term, ...] = ((1, second), (-1, first)) if changes else ((1, first),)
        value = fact.unit.rounded(fact.number or Decimal(0))
        if name in self.ratios and self.ratios[name].value != value:
            name = f"{fact.key}@{edition.name}"
        given = self.ratios.get(name)
        seen = edition.shows(fact.key) and (bool(edition.name) or self.is_open(fact))
        self.ratios[name] = Ratio(
            key=name,
            top=top,
            bottom=first if changes else second,
            per=per,
            value=value,
            decimals=fact.unit.decimals,
            printed=given.printed if given else not edition.name and fact.key in edition.facts,
            known=seen or bool(given and given.known),
        )
        if how is Derivation.SHARE and not edition.name:
            self._rest(fact, first, second)

    def _rest(self, fact: Fact, part: str, whole: str) -> None:
        """Add what is left of a whole: 37 of 40 conferences in time are three that were not."""
        rest = self.cells[whole].value - self.cells[part].value
        if fact.disclosure is Disclosure.SMALL_NUMBERS and fact.key not in self.shown and self.policy.is_small(rest):
            name = f"{fact.key}#rest"
            self.cells[name] = Cell(key=name, value=rest, need=Need.SMALL, printed=False)
            self.linears.append(Linear(((1, whole), (-1, part), (-1, name))))


def is_count(fact: Fact) -> bool:
    """Return True for a number of people or things; a mean, or a change between two numbers, is none."""
    return fact.unit.kind is UnitKind.COUNT and fact.provenance.how not in {*QUOTIENTS, Derivation.CHANGE}


def _is_cell(fact: Fact) -> bool:
    # A quotient is no cell of its own; everything else with a number is.
    return fact.number is not None and fact.provenance.how not in QUOTIENTS


def _derived_sums(facts: Mapping[str, Fact]) -> Iterator[Sum]:
    for key, fact in facts.items():
        if fact.provenance.how is Derivation.SUM and set(fact.provenance.inputs) <= set(facts):
            yield key, fact.provenance.inputs


def _inferred(edition: Edition) -> dict[str, Fact]:
    """Return figures an agency handed in as suppressed whose value follows from the others: readers infer it too."""
    found = {}
    facts = edition.all
    for total, parts in edition.sums:
        named = [facts[key] for key in (total, *parts) if key in facts]
        silent = [fact for fact in named if fact.status is Status.SUPPRESSED]
        if len(silent) != 1 or silent[0].key == total or len(named) != len(parts) + 1:
            continue
        if silent[0].disclosure is Disclosure.PUBLIC:
            continue
        numbers = [fact.number for fact in named[1:] if fact.number is not None]
        whole = named[0].number
        if whole is not None and len(numbers) == len(parts) - 1 and whole >= sum(numbers):
            value = whole - sum(numbers, Decimal(0))
            found[silent[0].key] = replace(silent[0], status=Status.VALUE, value=value)
    return found


def _twins(facts: Mapping[str, Fact], names: Mapping[str, str], totals: set[str]) -> Iterator[Linear]:
    """Yield equations between a total and another count with the same value, unit, area and day: readers will take
    the total of a breakdown for the figure they know under another name, and mostly be right.
    """
    counts: dict[tuple[object, ...], list[str]] = {}
    for key in names:
        if is_count(facts[key]) and facts[key].unit.noun:
            counts.setdefault(_occasion(facts[key]), []).append(key)
    for total in sorted(totals & set(names)):
        for twin in counts.get(_occasion(facts[total]), ()):
            if twin != total:
                yield Linear(((1, names[total]), (-1, names[twin])))


def _occasion(fact: Fact) -> tuple[object, ...]:
    return fact.number, fact.unit.noun, fact.period.token, fact.geography.code if fact.geography else ""
