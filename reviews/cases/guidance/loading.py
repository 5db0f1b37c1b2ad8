"""Putting shipped editions into the database. Works with a migration's models and may run twice."""

from collections.abc import Iterable
from typing import Any

from reviews.cases.guidance.criteria import CRITERIA, CRITERIA_EDITIONS, CRITERIA_SOURCES
from reviews.cases.guidance.editions import EDITIONS
from reviews.cases.guidance.spec import EditionSpec
from reviews.cases.guidance.themes import THEMES

EDITION_FIELDS = ("title", "audience", "starts_on", "source", "certainty", "note")
RULE_FIELDS = ("title", "start_event", "stop_event", "amount", "unit", "source", "certainty", "may_pause", "pauses")


def guidance_load(registry: Any, editions: Iterable[EditionSpec] = EDITIONS) -> None:
    """Create what is not there yet. What is there stays as it is: a case may stand on it.

    `registry` is Django's app registry or a migration's.
    """
    for spec in editions:
        said = {name: getattr(spec, name) for name in EDITION_FIELDS}
        edition, _ = registry.get_model("cases", "GuidanceEdition").objects.get_or_create(slug=spec.slug, defaults=said)
        rules = registry.get_model("cases", "ClockRule").objects
        for rule in spec.rules:
            terms = {name: getattr(rule, name) for name in RULE_FIELDS}
            for kind in rule.kinds:
                rules.get_or_create(edition=edition, kind=kind, key=rule.key, defaults=terms)
    themes = registry.get_model("cases", "Theme").objects
    for slug, title, sort in THEMES:
        themes.get_or_create(slug=slug, defaults={"title": title, "sort": sort})


def criteria_load(registry: Any) -> None:
    """Give shipped editions the criteria a decision considers. What lists some already stays as it is."""
    editions = registry.get_model("cases", "GuidanceEdition").objects
    for audience, (source, certainty) in CRITERIA_SOURCES.items():
        editions.filter(slug__in=CRITERIA_EDITIONS, audience=audience, criteria="").update(
            criteria="\n".join(CRITERIA[audience]), criteria_source=source, criteria_certainty=certainty
        )
