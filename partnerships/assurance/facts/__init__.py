"""The facts assurance offers to reports.

assurance/risks.<open|high|new|closed|up|down|escalated>?period=2025-26   counts of the whole register, none named
assurance/risk.<number>.<score|movement|target>?period=                   only of risks a report may name
assurance/challenges.<raised|open|resolved|unresolved|escalated>?period=
assurance/disagreements.<raised|resolved>?period=[&agency=<slug>][&stage=1]
assurance/inspections.<held|graded>?period=
assurance/inspection.<slug>.<component>  and  inspection.<slug>.<component>.before
assurance/threat.<slug>.<number>.<strength|confidence|grading>  and  threat.<slug>.<topics|requirements|answered>
assurance/links.<listed|working>
"""

from collections.abc import Collection, Mapping

from partnerships.assurance.facts.book import Book
from partnerships.assurance.facts.challenges import challenge_fact, challenge_keys
from partnerships.assurance.facts.inspections import inspection_fact, inspection_keys
from partnerships.assurance.facts.risks import risk_fact, risk_keys
from partnerships.assurance.facts.threats import threat_fact, threat_keys
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import CatalogueEntry, Fact, FactKey, FactProvider, Status

LIMIT = 50
_FAMILIES = {
    "risks": risk_fact,
    "risk": risk_fact,
    "challenges": challenge_fact,
    "disagreements": challenge_fact,
    "inspections": inspection_fact,
    "inspection": inspection_fact,
    "threat": threat_fact,
    "links": threat_fact,
}


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys in a constant number of queries; leave out those that name nothing."""
    book = Book(partnership)
    found = {str(key): _fact(book, key) for key in keys}
    return {key: fact for key, fact in found.items() if fact}


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 facts that have a value and whose label or period holds all the words."""
    book, sought = Book(partnership), words.lower().split()
    keys = [*risk_keys(book), *challenge_keys(book), *inspection_keys(book), *threat_keys(book)]
    entries: list[CatalogueEntry] = []
    for key in keys:
        fact = _fact(book, key)
        if fact is None or fact.status is not Status.VALUE:
            continue
        if all(word in f"{fact.label} {fact.period.label} assurance".lower() for word in sought):
            entries.append(CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text))
    return entries[:LIMIT]


def _fact(book: Book, key: FactKey) -> Fact | None:
    family = _FAMILIES.get(key.rest.partition(".")[0])
    return family(book, key) if family else None


PROVIDER = FactProvider(room="assurance", resolve=resolve, catalogue=catalogue)
