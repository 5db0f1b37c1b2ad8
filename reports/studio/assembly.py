"""Gathering a report: everything it prints, as plain data, in a constant number of queries.

The result is what publishing freezes into a snapshot and what the checks and the signatures look at:

    report      slug, title, subtitle, partnership, partnership_slug, area, period, period_label, status, language,
                conventions (sentences that say how figures are printed)
    sections    in reading order: id, number, title, level, silent (no heading is printed), anchor, block, template,
                data
    facts       key -> Fact.as_json(), for every figure the sections name and a room knows
    missing     keys no room knows
    references  key -> number of the figure in the source annex, in order of first use; empty where there is none
    signatures  slot, role, agency, signed_by, signed_at, valid, in the order of the slots
    glossary    term and meaning
    digest      SHA-256 over the content that is signed: all of the above but status and signatures
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.studio.blocks import BLOCKS_BY_KEY, GatherContext
from reports.studio.canonical import digest_of
from reports.studio.models import Report, Section, SignatureSlot
from reports.studio.outline import Node, walk
from reports.studio.providers import resolve
from reports.studio.selectors import sections_of, slots_with_signatures
from safeguarding.lib.facts import Fact

CONVENTIONS = (
    (
        "Figures are printed as their source gives them; changes, rates, shares and totals are computed from unrounded "
        "values and rounded once."
    ),
    "A figure for a period other than the report's own carries its period.",
    (
        "[c] suppressed to protect confidentiality, [x] not available, [z] not applicable, [n] not collected, "
        "[p] provisional, [e] estimated. A blank cell was not given. 0 is a counted zero; nil is an agency's statement "
        "that nothing occurred."
    ),
)


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A report as gathered, with the rows and facts it was made from."""

    report: Report
    nodes: Sequence[Node]
    facts: dict[str, Fact]
    content: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the digest of the content that is signed."""
        return str(self.content["digest"])

    @property
    def missing(self) -> list[str]:
        """Return the keys no room knows."""
        return list(self.content["missing"])


def report_gather(report: Report) -> dict[str, Any]:
    """Return everything the report prints as plain data. Runs inside the caller's transaction."""
    return gathered(report).content


def gathered(report: Report) -> Gathered:
    """Return the report's content together with its sections and facts, for checks and signatures."""
    sections = sections_of(report)
    nodes = walk(sections)
    context = GatherContext(report, sections)
    printed = [_section(context, node) for node in nodes]
    facts = resolve(report.partnership, context.wanted)
    content: dict[str, Any] = {
        "report": _front_matter(report),
        "sections": printed,
        "facts": {key: facts[key].as_json() for key in sorted(facts)},
        "missing": sorted(set(context.wanted) - set(facts)),
        "references": _references(printed, [key for key in context.wanted if key in facts]),
        "glossary": next((part["data"]["terms"] for part in printed if part["block"] == "glossary"), []),
    }
    content["digest"] = digest_of(content)
    content["report"]["status"] = report.status
    content["signatures"] = [_signature(slot, report, content["digest"]) for slot in slots_with_signatures(report)]
    return Gathered(report=report, nodes=nodes, facts=facts, content=content)


def _references(printed: list[dict[str, Any]], keys: list[str]) -> dict[str, int]:
    """Number the figures for the source annex; without one there is nothing a number could lead to."""
    if not any(part["block"] == "source_annex" for part in printed):
        return {}
    return {key: number for number, key in enumerate(keys, start=1)}


def _front_matter(report: Report) -> dict[str, Any]:
    return {
        "slug": report.slug,
        "title": report.title,
        "subtitle": report.subtitle,
        "partnership": report.partnership.name,
        "partnership_slug": report.partnership.slug,
        "area": report.partnership.area.name,
        "period": report.period,
        "period_label": report.span.label,
        "language": report.language,
        "conventions": list(CONVENTIONS),
    }


def _section(context: GatherContext, node: Node) -> dict[str, Any]:
    section: Section = node.section
    spec = BLOCKS_BY_KEY[section.block]
    return {
        "id": section.slug,
        "number": node.number,
        "title": section.title,
        "level": node.level,
        "silent": node.silent,
        "anchor": node.anchor,
        "block": spec.key,
        "template": spec.template,
        "data": dict(spec.gather(context, section)),
    }


def _signature(slot: SignatureSlot, report: Report, digest: str) -> dict[str, Any]:
    given = [one for one in slot.signatures.all() if one.round == report.round]
    last = given[-1] if given else None
    return {
        "slot": slot.title,
        "role": slot.role,
        "agency": slot.agency.name if slot.agency else "",
        "signed_by": str(last.signed_by) if last else "",
        "signed_at": last.signed_at.isoformat(timespec="seconds") if last else "",
        "valid": bool(last and last.digest == digest),
    }
