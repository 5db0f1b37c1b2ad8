"""The facts self-assessment offers.

- `assessments/<tool>.<statement>.<mode|mean|range|distribution>?round=<slug>`; instead of a statement also a standard
  (`standard-1-2`), a part (`part-1`) or `all`;
- `assessments/<tool>.<standard|all>.level?agency=<slug>&round=<slug>` (with `site=<slug>` for a site of it);
- `assessments/<tool>.<standard|all>.<self|agreed|difference>?round=<slug>`;
- `assessments/<tool>.<asked|respondents|response-rate>?round=<slug>`;
- `assessments/pledges.<asked|in-force|overdue>?at=<day>`.
"""

from collections.abc import Collection, Mapping

from partnerships.assessments.facts import imported
from partnerships.assessments.facts.book import Book
from partnerships.assessments.facts.pledges import pledge_fact
from partnerships.assessments.facts.rounds import round_fact, round_keys
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import CatalogueEntry, Fact, FactKey, FactProvider, Status

LIMIT = 50


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys in at most twelve queries; leave out those that name nothing."""
    found = dict(imported.resolve(partnership, keys))
    rest = [key for key in keys if str(key) not in found]
    if rest:
        book = Book(partnership, rest)
        worked_out = ((str(key), _fact(book, key)) for key in rest)
        found.update({text: fact for text, fact in worked_out if fact})
    return found


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 figures whose label holds all the words and that have a value."""
    entries = imported.catalogue(partnership, words)
    book, sought = Book(partnership, None), words.lower().split()
    for key in round_keys(book):
        fact = round_fact(book, key)
        if fact is None or fact.status not in (Status.VALUE, Status.PROVISIONAL):
            continue
        if all(word in f"{fact.label} {fact.period.label}".lower() for word in sought):
            entries.append(CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text))
    return entries[:LIMIT]


def _fact(book: Book, key: FactKey) -> Fact | None:
    return pledge_fact(book, key) if key.rest.startswith("pledges.") else round_fact(book, key)


PROVIDER = FactProvider(room="assessments", resolve=resolve, catalogue=catalogue)
