"""The facts of governance that can be found by words: accounts and meetings for all periods, the rest for two years."""

from django.utils import timezone

from partnerships.directory.models import Group, Partnership
from partnerships.governance.facts.attendance import catalogue_of_attendance
from partnerships.governance.facts.decisions import resolve_decisions
from partnerships.governance.facts.finance import catalogue_of_finance
from partnerships.governance.facts.groups import resolve_groups
from partnerships.governance.facts.impact import CHAIN_COUNTS, STANDINGS, resolve_impact
from partnerships.governance.facts.posts import PARTS, resolve_posts
from partnerships.governance.selectors.posts import posts_of
from safeguarding.lib.facts import CatalogueEntry, Fact, FactKey, Period

LIMIT = 50


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 facts whose label holds all the words. The number of queries does not grow with what there is."""
    sought = words.lower().split()
    facts = [*catalogue_of_finance(partnership), *catalogue_of_attendance(partnership), *_of_two_years(partnership)]
    found = [fact for fact in facts if all(word in f"{fact.label} {fact.period.label}".lower() for word in sought)]
    return [
        CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text)
        for fact in found[:LIMIT]
    ]


def _of_two_years(partnership: Partnership) -> list[Fact]:
    """Return priorities, impact, posts, decisions and groups of this financial year and the last."""
    this = Period.financial_year(Period.snapshot(timezone.localdate()).financial_year_start)
    years = [{"period": year.token} for year in (this, this.previous())]
    posts = [f"posts.{post.slug}.{part}" for post in posts_of(partnership) for part in PARTS]
    chains = [f"impact.{name}" for name in CHAIN_COUNTS]
    # Decisions and groups only where there are some; no vacant post and no gap are worth telling.
    told = [
        (resolve_impact, [*(f"priorities.{name}" for name in STANDINGS), *chains], True),
        (resolve_posts, ["posts.statutory-vacant", *posts] if posts else [], True),
        (resolve_decisions, ["decisions.key", "decisions.all"], False),
        (resolve_groups, [f"groups.{kind}" for kind in Group.Kind.values], False),
    ]
    found: list[Fact] = []
    for resolve, names, also_none in told:
        facts = resolve(partnership, [FactKey(f"governance/{name}", year) for year in years for name in names])
        found += [fact for fact in facts.values() if fact.value or (also_none and fact.status.has_value)]
    return found
