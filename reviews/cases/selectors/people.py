"""Whom reviews were about, counted to find disproportionality. Few people are never broken down at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from partnerships.directory.models import Partnership, User
from reviews.cases.models import SPECS, Audience, Case, FigureRelease, Kind, Relation, Subject
from reviews.cases.selectors.figures import bases_of, within
from reviews.cases.selectors.touching import touched_by
from safeguarding.lib.facts import FactKey, Period

# Stricter than the 1 to 5 of published figures: characteristics of nine people can be put together to one person.
FEWEST = 10
GROUPS = {"children": Audience.CHILDREN, "adults": Audience.ADULTS}
FOLLOWING = (Relation.Sort.LED_TO, Relation.Sort.UPDATED_BY, Relation.Sort.SAME_INCIDENT)
FOLLOWED = Relation.objects.filter(target=OuterRef("pk"), sort__in=FOLLOWING)
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


def people_of(partnership: Partnership, user: User, period: Period) -> list[People]:
    """Return whom the cases a person keeps, counted in a period, were about. A constant number of queries.

    Somebody whose notification led to a review is counted once: with the first case of the chain.
    """
    kept = Case.objects.of(partnership).coordinated_by(user).filter(lead_board="")
    first = kept.exclude(Exists(FOLLOWED)).prefetch_related("subjects")
    bases = bases_of(partnership)
    counted = [case for case in touched_by(first, period) if within(case, period, bases[Kind(case.kind)])]
    return [_counted(group, audience, counted) for group, audience in GROUPS.items()]


def _counted(group: str, audience: Audience, cases: list[Case]) -> People:
    subjects = [one for case in cases if SPECS[Kind(case.kind)].audience == audience for one in case.subjects.all()]
    found: Counter[str] = Counter()
    for one in subjects:
        said = {"sex": one.sex, "ethnicity": one.ethnicity, "disability": one.disability, "age": one.age_band}
        found.update(part_of(name, value) for name, value in said.items())
    found["all"] = len(subjects)
    return People(group=group, counts={part: found[part] for part in parts_of_people()})
