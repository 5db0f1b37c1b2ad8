"""How long it takes to protect the tables of a report of 160 pages, compared with laying those pages out."""

import random
import time
from collections.abc import Iterator
from decimal import Decimal

from bench.long_report import NARRATIVES, SOURCES
from bench.table import Row, ratio
from safeguarding.lib.charts import drawn_apart
from safeguarding.lib.disclosure import Edition, Policy, control
from safeguarding.lib.facts import Disclosure, Fact, Period, Provenance, Sum, Unit, UnitKind
from safeguarding.lib.pdf import render_pdf
from tests.lib.pdf.sample import CREATED, TITLE, report_html, stylesheets

TABLES, CATEGORIES, QUARTERS = 40, 5, 4
SHARE = 0.25  # of the time the pages take


def measure() -> list[Row]:
    """Protect tables of categories and quarters with all their totals, one number in eight small."""
    edition = Edition(facts={fact.key: fact for fact in _facts()}, sums=_sums())
    began = time.process_time()
    outcome = control(edition, Policy())
    protecting = time.process_time() - began
    if not outcome.passed:
        raise RuntimeError(f"The attack could work out {outcome.exposed[:3]}.")
    began = time.process_time()
    with drawn_apart():
        html = report_html(narratives=NARRATIVES, sources=SOURCES)
    render_pdf(html, stylesheets=stylesheets(), title=TITLE, created=CREATED)
    laying_out = time.process_time() - began
    what = f"Protecting {len(edition.facts):,} figures (hiding {len(outcome.hidden)}), compared with 160 pages"
    return [ratio(what, protecting, laying_out, SHARE)]


def _facts() -> Iterator[Fact]:
    chance = random.Random(20)
    for table in range(TABLES):
        values: dict[tuple[str, str], int] = {}
        for category in range(CATEGORIES):
            for quarter in range(QUARTERS):
                values[f"c{category}", f"q{quarter}"] = chance.choice([3] + [chance.randint(6, 90) for _ in range(7)])
        for category in range(CATEGORIES):
            values[f"c{category}", "year"] = sum(values[f"c{category}", f"q{quarter}"] for quarter in range(QUARTERS))
        for when in (*(f"q{quarter}" for quarter in range(QUARTERS)), "year"):
            values["all", when] = sum(values[f"c{category}", when] for category in range(CATEGORIES))
        for (name, when), value in values.items():
            yield _fact(f"t{table}/{name}-{when}", value, table)


def _sums() -> list[Sum]:
    categories = [f"c{category}" for category in range(CATEGORIES)]
    quarters = [f"q{quarter}" for quarter in range(QUARTERS)]
    sums: list[Sum] = []
    for table in range(TABLES):
        for when in (*quarters, "year"):
            sums.append((f"t{table}/all-{when}", tuple(f"t{table}/{name}-{when}" for name in categories)))
        for name in (*categories, "all"):
            sums.append((f"t{table}/{name}-year", tuple(f"t{table}/{name}-{when}" for when in quarters)))
    return sums


def _fact(key: str, value: int, table: int) -> Fact:
    return Fact(
        key=key,
        label=key,
        value=Decimal(value),
        unit=Unit(kind=UnitKind.COUNT, noun=f"children of table {table}"),
        period=Period.financial_year(2025),
        disclosure=Disclosure.SMALL_NUMBERS,
        provenance=Provenance(origin="typed", place="bench"),
    )
