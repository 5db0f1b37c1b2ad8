"""What stands beside the words while a section is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from partnerships.directory.models import Partnership
from reports.studio.assembly import gathered
from reports.studio.blocks import BLOCKS_BY_KEY, BlockSpec
from reports.studio.checklist import Line, checklist_of
from reports.studio.models import Comment, Section
from reports.studio.outline import Node
from reports.studio.printing import token_text
from reports.studio.providers import catalogue, catalogue_guarded, protected, resolve
from reports.studio.selectors import comments_of
from reports.studio.tokens import tokens_as_written, tokens_in
from safeguarding.lib.facts import CatalogueEntry, Fact
from safeguarding.lib.richtext import plain


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The section's place in the report, how it prints, what the checks say of it, comments and found figures.

    `printed` is the section's gathered data; `facts` the figures it names, those just typed included.
    """

    node: Node
    block: BlockSpec
    document: Mapping[str, Any]
    printed: Mapping[str, Any]
    facts: Mapping[str, Fact]
    lines: list[Line]
    comments: list[Comment]
    words: str
    figures: list[CatalogueEntry]
    previous: Node | None
    following: Node | None


def desk_of(section: Section, *, openly: bool, words: str = "", body: str | None = None) -> Desk:
    """Return the desk of a section; `body` is what was typed but not saved, `words` a search for figures.

    `openly` says whether the figures found and typed show small numbers: only to those who build reports.
    """
    content = gathered(section.report)
    at = next(place for place, node in enumerate(content.nodes) if node.section.pk == section.pk)
    printed = dict(content.content["sections"][at])
    facts = dict(content.facts)
    if body is not None:
        printed["data"] = {**printed["data"], "body": body}
        typed = {key for token in tokens_in(body) for key in token.keys} - set(facts)
        facts.update(_typed(section.report.partnership, typed, openly=openly))
    find = catalogue if openly else catalogue_guarded
    return Desk(
        node=content.nodes[at],
        block=BLOCKS_BY_KEY[section.block],
        document=content.content,
        printed=printed,
        facts=facts,
        lines=[line for line in checklist_of(content).lines if line.finding.section == section.slug],
        comments=comments_of(section),
        words=words,
        figures=find(section.report.partnership, words) if words.strip() else [],
        previous=content.nodes[at - 1] if at else None,
        following=content.nodes[at + 1] if at + 1 < len(content.nodes) else None,
    )


def figures_in_words(
    partnership: Partnership, body: str, facts: Mapping[str, Fact], *, openly: bool
) -> dict[str, dict[str, str]]:
    """Return what each token of a text prints and of what it is, by the token: the editor shows it in its place."""
    tokens = tokens_as_written(body)
    unknown = {key for token in tokens.values() for key in token.keys} - set(facts)
    known = {**facts, **_typed(partnership, unknown, openly=openly)}
    return {
        written: {"text": token_text(token, known), "of": ", against ".join(_named(key, known) for key in token.keys)}
        for written, token in tokens.items()
    }


def _typed(partnership: Partnership, keys: Collection[str], *, openly: bool) -> dict[str, Fact]:
    found = resolve(partnership, keys) if keys else {}
    return found if openly else protected(partnership, found)


def _named(key: str, facts: Mapping[str, Fact]) -> str:
    return f"{facts[key].label}, {facts[key].period.label}" if key in facts else key


def with_token(typed: dict[str, Any], token: str) -> dict[str, Any]:
    """Return what was typed with a token put at the end of the words."""
    if not token:
        return typed
    body = str(typed.get("body") or "")
    joined = f"{body[: -len('</p>')]} {token}</p>" if body.endswith("</p>") else f"{body}<p>{token}</p>"
    return {**typed, "body": joined}


def saved_words(section: Section) -> dict[str, str]:
    """Return what is saved, to be read beside what was typed and not saved."""
    words = {"Title": section.title}
    if BLOCKS_BY_KEY[section.block].prose:
        words["Words"] = plain(section.body)
    return words
