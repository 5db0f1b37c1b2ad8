"""Facts of rounds held here: statistics, levels of the heat map, self against agreed, participation."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from partnerships.assessments.facts.book import Book
from partnerships.assessments.models import Response, Round, Statement
from partnerships.assessments.selectors.heat import worked_out
from partnerships.assessments.statistics import Spread, mean, together
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Provenance, Status, Unit, UnitKind

STATISTICS = ("mode", "mean", "range", "distribution")
MODERATED = ("self", "agreed", "difference")
COUNTS = ("asked", "respondents", "response-rate")
TEXT, GRADE = Unit(kind=UnitKind.TEXT), Unit(kind=UnitKind.GRADE)
SCORE = Unit(kind=UnitKind.SCORE, decimals=1)
WHOLE = Unit(kind=UnitKind.SCORE)
AGENCIES, PER_CENT = Unit(kind=UnitKind.COUNT, noun="respondents"), Unit(kind=UnitKind.PERCENT, decimals=1)
RULES = {
    "mode": "the most frequent score of the agreed answers; a tie is written 2/3",
    "mean": "the mean of the agreed scores, to one decimal, halves up",
    "range": "the highest agreed score less the lowest",
    "distribution": "how often each score was agreed",
    "level": "the level agreed most often, the lower one of a tie",
    "self": "the mean of what respondents gave themselves, to one decimal",
    "agreed": "the mean of what was agreed, to one decimal",
    "difference": "the agreed mean less the self mean, both to one decimal",
    "asked": "respondents that were asked",
    "respondents": "respondents that handed in",
    "response-rate": "respondents that handed in, divided by those asked, to one decimal",
}


@dataclass(frozen=True)
class Found:
    """What was worked out for a key: words, unit and value; `silence` says why there is none."""

    words: str
    unit: Unit
    value: Decimal | str | None
    silence: str = ""
    suppressed: bool = False
    disclosure: Disclosure = Disclosure.PUBLIC


def round_fact(book: Book, key: FactKey) -> Fact | None:
    """Return the fact a key names, None where it names nothing of a round held here."""
    tool, _, rest = key.rest.partition(".")
    held = book.rounds.get((tool, key.parameters.get("round", "")))
    if held is None:
        return None
    name, _, part = rest.rpartition(".")
    found = _found(book, held, name, part, key)
    return _fact(book, held, key, part, found) if found else None


def round_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered: participation and the statistics of every statement."""
    keys = []
    for (tool, slug), held in book.rounds.items():
        keys += [FactKey(f"assessments/{tool}.{part}", {"round": slug}) for part in COUNTS]
        statements = [one for heading in book.headings.get(held.tool_id, ()) for one in heading.statements]
        names = [*(one.slug for one in statements), "all"]
        keys += [
            FactKey(f"assessments/{tool}.{name}.{part}", {"round": slug}) for name in names for part in STATISTICS[:3]
        ]
    return keys


def _found(book: Book, held: Round, name: str, part: str, key: FactKey) -> Found | None:
    if part in COUNTS and not name:
        return _count(book, held, part)
    chosen = _chosen(book, held, name)
    if chosen is None:
        return None
    title, statements = chosen
    if part in STATISTICS:
        return _statistic(book, held, title, statements, part)
    if part == "level":
        return _level(book, held, title, statements, key)
    return _moderated(book, held, title, statements, part) if part in MODERATED else None


def _chosen(book: Book, held: Round, name: str) -> tuple[str, list[Statement]] | None:
    """Return the title and statements a name stands for: a statement, a standard, a part, or all."""
    headings = book.headings.get(held.tool_id, ())
    every = [one for heading in headings for one in heading.statements]
    if name == "all":
        return "all statements", every
    for heading in headings:
        if heading.key == name:
            return heading.title, list(heading.statements)
    inside = [one for one in every if f"part-{one.part.number}" == name]
    if inside:
        return inside[0].part.title, inside
    return next(((one.short_title, [one]) for one in every if one.slug == name), None)


def _statistic(book: Book, held: Round, title: str, statements: Sequence[Statement], part: str) -> Found:
    spreads = book.spreads.get(held.pk, {})
    spread = together(spreads[one.slug] for one in statements if one.slug in spreads)
    unit = TEXT if part in ("mode", "distribution") else SCORE
    value = getattr(spread, part)
    if part == "range" and value is not None and value == value.to_integral_value():
        unit = WHOLE
    words = f"{title}, {part}"
    if value not in (None, ""):
        return Found(words, unit, value)
    return _silent(held, words, unit, spread, book)


def _silent(held: Round, words: str, unit: Unit, spread: Spread, book: Book) -> Found:
    if held.is_anonymous and held.status == Round.Status.OPEN:
        return Found(words, unit, None, "an anonymous round shows nothing before it is closed")
    if held.is_anonymous and not book.spreads.get(held.pk):
        few = f"fewer than {held.floor} answered, so it could be guessed who said what"
        return Found(words, unit, None, few, suppressed=True)
    if spread.few:
        few = f"fewer than {held.floor} gave a score, so it could be guessed who said what"
        return Found(words, unit, None, few, suppressed=True)
    if spread.not_rated or spread.not_applicable:
        return Found(words, unit, None, "nobody gave a score")
    return Found(words, unit, None, "no answer has been agreed yet")


def _level(book: Book, held: Round, title: str, statements: Sequence[Statement], key: FactKey) -> Found | None:
    wanted = (key.parameters.get("agency"), key.parameters.get("site"))
    response = next((row for row in book.responses[held.pk] if _slugs(row) == wanted), None)
    if response is None:
        return None
    words = f"{response.respondent}: {title}"
    said = book.said.get(response.pk, {})
    answers = [one[1] for row in statements for one in said.get(row.slug, ())]
    if not answers:
        return Found(words, GRADE, None, "not agreed yet", disclosure=Disclosure.PARTNERSHIP)
    cell = worked_out(answers, book.levels.get(held.tool_id, []))
    return Found(words, GRADE, cell.word, disclosure=Disclosure.PARTNERSHIP)


def _slugs(row: Response) -> tuple[str | None, str | None]:
    return (row.agency.slug if row.agency else None, row.site.slug if row.site else None)


def _moderated(book: Book, held: Round, title: str, statements: Sequence[Statement], part: str) -> Found | None:
    if held.is_anonymous:
        return None
    slugs = {one.slug for one in statements}
    pairs = [
        (own, said[1])
        for row in book.responses[held.pk]
        for slug, lines in book.said.get(row.pk, {}).items()
        if slug in slugs
        for _, said, own in lines
        if own is not None and said[1] is not None
    ]
    own_mean, final_mean = mean([own for own, _ in pairs]), mean([final for _, final in pairs])  # type: ignore[misc]
    words = f"{title}, {'self-score' if part == 'self' else part}"
    if own_mean is None or final_mean is None:
        return Found(words, SCORE, None, "no answer has been agreed yet")
    return Found(words, SCORE, {"self": own_mean, "agreed": final_mean, "difference": final_mean - own_mean}[part])


def _count(book: Book, held: Round, part: str) -> Found:
    answered, asked = book.participation(held)
    if part == "response-rate":
        return Found("response rate", PER_CENT, Decimal(100 * answered) / asked if asked else None, "nobody was asked")
    value = Decimal(asked if part == "asked" else answered)
    return Found("respondents asked" if part == "asked" else "respondents that handed in", AGENCIES, value)


def _fact(book: Book, held: Round, key: FactKey, part: str, found: Found) -> Fact:
    known = found.value is not None
    provisional = known and held.status == Round.Status.OPEN
    silent = Status.SUPPRESSED if found.suppressed else Status.NOT_AVAILABLE
    return Fact(
        key=str(key),
        label=f"{held.title}: {found.words}",
        value=found.value,
        status=(Status.PROVISIONAL if provisional else Status.VALUE) if known else silent,
        note="" if known else found.silence,
        unit=found.unit,
        period=held.period,
        disclosure=found.disclosure,
        provenance=Provenance(
            origin="derived",
            place=f"{held.title}, {held.tool}",
            rule=RULES[part],
            trace=reverse("assessment_detail", args=[book.partnership.slug, held.pk]),
        ),
    )
