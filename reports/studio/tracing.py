"""Tracing a figure back to where it was entered, through everything it was computed from."""

from dataclasses import dataclass

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Partnership
from reports.studio.models import Section
from reports.studio.providers import DEEPEST, inputs_of, resolve
from reports.studio.selectors import section_rows
from reports.studio.tokens import tokens_in
from safeguarding.lib.disclosure.guarding import guarded, policy_in_force
from safeguarding.lib.facts import Disclosure, Fact, FactKey, KeyProblem


@dataclass(frozen=True, kw_only=True)
class Trace:
    """A figure, the figures it was computed from (each at its depth below it), and the sections that print it."""

    fact: Fact
    inputs: list[tuple[int, Fact | str]]
    used_in: list[Section]


def trace_of(partnership: Partnership, text: str, access: Access) -> Trace | None:
    """Return the trace of a key, or None when no room knows it or this person may not see the value.

    Small numbers are withheld from everybody who does not build reports: a report prints them to its readers only
    after disclosure control, or in the partnership's own edition, and nobody needs them one by one before.
    """
    try:
        key = str(FactKey.parse(text))
    except KeyProblem:
        return None
    fact = resolve(partnership, [key]).get(key)
    if fact is None or (fact.disclosure is Disclosure.RESTRICTED and not access.may(Permission.REPORT_VIEW)):
        return None
    known = {**inputs_of(partnership, {key: fact}), key: fact}
    if not access.may(Permission.REPORT_BUILD):
        known = guarded(known, policy_in_force(partnership))
    used = _sections_naming(partnership, key) if access.may(Permission.REPORT_VIEW) else []
    return Trace(fact=known[key], inputs=list(_tree(fact, known, 1, {key})), used_in=used)


def _tree(fact: Fact, known: dict[str, Fact], depth: int, above: set[str]) -> list[tuple[int, Fact | str]]:
    rows: list[tuple[int, Fact | str]] = []
    for key in fact.provenance.inputs:
        rows.append((depth, known.get(key, key)))
        if key in known and key not in above and depth < DEEPEST:
            rows += _tree(known[key], known, depth + 1, above | {key})
    return rows


def _sections_naming(partnership: Partnership, key: str) -> list[Section]:
    """Return the sections whose words name the figure, or whose settings name its indicator."""
    name = FactKey.parse(key).name
    rows = section_rows(partnership)
    named = [row for row in rows.filter(body__contains=name) if _names(row, key)]
    listed = [row for row in rows.exclude(config={}) if _lists(row, name)]
    return sorted({row.pk: row for row in named + listed}.values(), key=lambda row: (row.report_id, row.order))


def _lists(section: Section, name: str) -> bool:
    slug = name.removeprefix("returns/")
    listed = {str(one).removeprefix("returns/") for one in section.config.get("indicators", [])}
    return bool({slug, slug.partition(".")[0]} & listed)


def _names(section: Section, key: str) -> bool:
    return any(key in token.keys for token in tokens_in(section.body))
