"""The facts training offers to reports.

training/<measure>?period=2021-22[&level=1][&sector=health][&area=<code>][&course=<slug>]     see season.MEASURES
training/compliance.<agency>.<eligible|trained|share>?level=1&period=2021-22    and compliance-total.<part>
training/evaluation.<slug>.<mean|answered|option-N|at-least-N>
"""

from collections.abc import Collection, Mapping

from partnerships.directory.models import Partnership
from partnerships.training.facts.book import Book
from partnerships.training.facts.compliance import compliance_fact, compliance_keys
from partnerships.training.facts.evaluation import evaluation_fact, evaluation_keys
from partnerships.training.facts.season import season_fact, season_keys
from safeguarding.lib.facts import CatalogueEntry, Fact, FactKey, FactProvider, Status

LIMIT = 50


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys in at most ten queries; leave out those that name nothing."""
    book = Book(partnership)
    found = {str(key): _fact(book, key) for key in keys}
    return {key: fact for key, fact in found.items() if fact}


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 facts that have a value and whose label or period holds all the words."""
    book, sought = Book(partnership), words.lower().split()
    entries: list[CatalogueEntry] = []
    for key in [*season_keys(book), *evaluation_keys(book), *compliance_keys(book)]:
        fact = _fact(book, key)
        if fact is None or fact.status is not Status.VALUE:
            continue
        if all(word in f"{fact.label} {fact.period.label} training".lower() for word in sought):
            entries.append(CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text))
    return entries[:LIMIT]


def _fact(book: Book, key: FactKey) -> Fact | None:
    thing = key.rest.partition(".")[0]
    if thing in ("compliance", "compliance-total"):
        return compliance_fact(book, key)
    return evaluation_fact(book, key) if thing == "evaluation" else season_fact(book, key)


PROVIDER = FactProvider(room="training", resolve=resolve, catalogue=catalogue)
