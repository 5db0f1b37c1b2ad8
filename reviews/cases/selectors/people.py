"""Whom reviews were about, counted to find disproportionality. Few people are never broken down at all."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from partnerships.directory.models import Partnership, User
from reviews.cases.models import SPECS, Audience, Case, FigureRelease, Kind, Relation, Subject
from reviews.cases.selectors.figures import bases_of, counted_before, within
from reviews.cases.selectors.touching import touched_by
from safeguarding.lib.disclosure import Policy
from safeguarding.lib.facts import FactKey, Period

# Stricter than the 1 to 5 of published figures: characteristics of nine people can be put together to one person.
FEWEST = 10
GROUPS = {"children": Audience.CHILDREN, "adults": Audience.ADULTS}
FOLLOWING = (Relation.Sort.LED_TO, Relation.Sort.UPDATED_BY, Relation.Sort.SAME_INCIDENT)
CHARACTERISTICS: Mapping[str, Sequence[tuple[str, str]]] = {
    "sex": Subject.Sex.choices,
    "ethnicity": Subject.Ethnicity.choices,
    "disability": Subject.Disability.choices,
    "age": Subject.AgeBand.choices,
}
TITLES = {"sex": "Sex", "ethnicity": "Ethnic group", "disability": "Disability", "age": "Age"}


def parts_of_people() -> dict[str, str]:
    """Return every part of a group's key, such as ethnicity-black, with its words; `all` is everybody."""
    parts = {
        part_of(name, value): f", {TITLES[name].lower()}: {label}"
        for name, choices in CHARACTERISTICS.items()
        for value, label in choices
    }
    return {"all": " reviews were about", **parts}


def part_of(name: str, value: str) -> str:
    """Return the part of a key that names one value of a characteristic."""
    return f"{name}-{value.replace('_', '-')}"


def people_released(partnership: Partnership, group: str, period: Period) -> bool:
    """Return True when people of a group were released for a period: then there were enough of them."""
    return FigureRelease.objects.of(partnership).filter(key=people_key(group, "all", period)).exists()


def people_key(group: str, part: str, period: Period) -> str:
    """Return the fact key of a count of people, such as cases/children.ethnicity-black?period=2021-22."""
    return str(FactKey(f"cases/{group}.{part}", {"period": period.token}))


@dataclass(frozen=True, kw_only=True)
class People:
    """The people of one group in a period, by part."""

    group: str
    counts: Mapping[str, int]

    @property
    def enough(self) -> bool:
        """Return True when there are enough to break them down outside the register."""
        return self.counts["all"] >= FEWEST

    def shown(self, policy: Policy) -> dict[str, int | None]:
        """Return the counts that may leave the register; None for a cell that stays inside.

        Small cells stay, and with them as many of the next larger ones of the same characteristic as it takes that
        those which stay add up to more than a small number: the rest and the total would tell a single one.
        """
        said: dict[str, int | None] = dict(self.counts)
        for name, choices in CHARACTERISTICS.items():
            parts = sorted((part_of(name, value) for value, _ in choices), key=lambda part: self.counts[part])
            kept: list[int] = []
            for part in parts:
                number = self.counts[part]
                too_little = len(kept) == 1 or 0 < sum(kept) <= policy.threshold
                if policy.is_small(Decimal(number)) or (number and too_little):
                    kept.append(number)
                    said[part] = None
        return said


def people_of(partnership: Partnership, user: User, period: Period) -> list[People]:
    """Return whom the cases a person keeps, counted in a period, were about. A constant number of queries."""
    return _people_in(partnership, Case.objects.of(partnership).coordinated_by(user), period)


def people_of_all(partnership: Partnership, period: Period) -> list[People]:
    """Return whom all cases of the register were about: for a release, never for a page."""
    return _people_in(partnership, Case.objects.of(partnership), period)


def _people_in(partnership: Partnership, rows: QuerySet[Case], period: Period) -> list[People]:
    """Count each person once, in the period of the first case of a chain that names them.

    Cases hang together in chains, whatever way their relations were recorded. Within a chain a pseudonym is a person.
    """
    bases = bases_of(partnership)
    touched = touched_by(rows.filter(lead_board=""), period).prefetch_related("subjects")
    counted = {case.pk: case for case in touched if within(case, period, bases[Kind(case.kind)])}
    chains = _chains(rows, counted)
    others = {pk for chain in chains for pk in chain} - counted.keys()
    led = Case.objects.filter(pk__in=others, lead_board="").prefetch_related("events", "subjects")
    cases = {**counted, **{case.pk: case for case in led}}
    earlier = {case.pk for case in led if counted_before(case, period, bases[Kind(case.kind)])}
    found: dict[str, list[Subject]] = {group: [] for group in GROUPS}
    for chain in chains:
        members = [cases[pk] for pk in sorted(chain & cases.keys())]
        for group, audience in GROUPS.items():
            told = [case for case in members if SPECS[Kind(case.kind)].audience == audience]
            before = _named(case for case in told if case.pk in earlier)
            named = _named(case for case in told if case.pk in counted)
            found[group] += [one for name, one in named.items() if name not in before]
    return [_counted(group, subjects) for group, subjects in found.items()]


def _chains(rows: QuerySet[Case], counted: Collection[int]) -> list[set[int]]:
    """Return the chains that hold a counted case, each as the keys of all its cases."""
    related = Relation.objects.filter(sort__in=FOLLOWING, source__in=rows, target__in=rows)
    chain_of: dict[int, set[int]] = {pk: {pk} for pk in counted}
    for source, target in related.values_list("source", "target"):
        joined = chain_of.get(source, {source}) | chain_of.get(target, {target})
        chain_of.update(dict.fromkeys(joined, joined))
    found = {id(chain_of[pk]): chain_of[pk] for pk in counted}
    return list(found.values())


def _named(cases: Iterable[Case]) -> dict[str, Subject]:
    """Return the people of some cases by pseudonym, as the first of the cases describes each."""
    found: dict[str, Subject] = {}
    for one in (subject for case in cases for subject in case.subjects.all()):
        found.setdefault(one.pseudonym.strip().casefold(), one)
    return found


def _counted(group: str, subjects: Sequence[Subject]) -> People:
    found: Counter[str] = Counter()
    for one in subjects:
        said = {"sex": one.sex, "ethnicity": one.ethnicity, "disability": one.disability, "age": one.age_band}
        found.update(part_of(name, value) for name, value in said.items())
    found["all"] = len(subjects)
    return People(group=group, counts={part: found[part] for part in parts_of_people()})
