"""Entering what a published report prints: definitions, a collection for each period, answers, contradictions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.text import slugify

from demonstration.founding import Founded
from demonstration.handing_in import Answers, accept, fill, hand_in
from partnerships.directory.authz.roles import Role
from partnerships.returns.models import Collection, Indicator, IndicatorSet, Observation
from partnerships.returns.models.indicator import Category
from partnerships.returns.services.collections import collection_close, collection_open
from partnerships.returns.services.comparators import conflict_record
from partnerships.returns.services.indicators import Definition, SetLine, indicator_create, set_save
from safeguarding.lib.facts import Disclosure, Period, UnitKind

AS_PRINTED = "As printed in the published report."


def indicators_made(founded: Founded, rows: Sequence[dict[str, Any]]) -> dict[str, Indicator]:
    """Return the indicators by slug, defined as the rows of an indicators.toml say."""
    return {
        row["slug"]: indicator_create(
            by=founded.person(Role.BOARD_MANAGER),
            partnership=founded.partnership,
            slug=row["slug"],
            definition=_definition(row),
            order=order * 10,
        )
        for order, row in enumerate(rows, start=1)
    }


def _definition(row: dict[str, Any]) -> Definition:
    labels = row.get("categories", [])
    kind, _, per = row.get("kind", "count").partition(":")
    return Definition(
        name=row["name"],
        definition=row.get("definition", ""),
        source_system="Published report",
        kind=UnitKind(kind),
        noun=row.get("noun", ""),
        per=int(per or 10_000) if kind == "rate" else 0,
        decimals=row.get("decimals", 0),
        over_100_allowed=row.get("over_100", False),
        measure=row.get("measure", "flow"),
        polarity=row.get("polarity", "neutral"),
        dimension=row.get("dimension_name", row.get("dimension", "")),
        categories=tuple(Category(slugify(label), label) for label in labels),
        asks_total=row.get("total", not labels),
        # Every figure stands in a report that is published; a row may ask for protection all the same.
        disclosure=Disclosure(row.get("disclosure", "public")),
    )


def set_kept(founded: Founded, slug: str, name: str, lines: Sequence[SetLine]) -> IndicatorSet:
    """Return the set of these lines."""
    manager = founded.person(Role.BOARD_MANAGER)
    return set_save(by=manager, partnership=founded.partnership, slug=slug, name=name, lines=lines)


def collected(founded: Founded, kept: IndicatorSet, period: Period, answers: Answers) -> None:
    """Ask a set for a period, let every agency answer as printed, accept and close."""
    manager = founded.person(Role.BOARD_MANAGER)
    due = period.end + timedelta(days=30)
    collection = collection_open(
        by=manager,
        partnership=founded.partnership,
        indicator_set=kept,
        period=period,
        opens_on=period.end,
        due_on=due,
        closes_on=due,
    )
    for of_return in collection.returns.select_related("agency", "collection"):
        lead = founded.person(Role.AGENCY_LEAD, of_return.agency.slug)
        fill(of_return, by=lead, answers=answers)
        hand_in(of_return, by=lead, why=AS_PRINTED)
    accept(collection, by=manager)
    collection_close(by=manager, collection=Collection.objects.get(pk=collection.pk))


def contradicted(
    founded: Founded,
    *,
    period: str,
    indicator: str,
    printed: str,
    where: str,
    note: str,
    category: str = "",
    agency: str,
) -> None:
    """Keep a second value the source prints for a figure already entered."""
    observation = Observation.objects.get(
        of_return__collection__partnership=founded.partnership,
        of_return__collection__token=period,
        of_return__agency__slug=agency,
        indicator__slug=indicator,
        category=category,
    )
    manager = founded.person(Role.BOARD_MANAGER)
    conflict_record(by=manager, observation=observation, printed=printed, where=where, note=note)
