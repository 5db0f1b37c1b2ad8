"""Checks of what is there: empty sections, placeholders, leaked guidance, titles used twice."""

from collections import Counter
from collections.abc import Iterator

from partnerships.contributions.models import Prompt
from reports.studio.assembly import Gathered
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import Text, found, listed, texts_of
from safeguarding.lib.proofreading import (
    empty_headings,
    guidance_sentences,
    leaked,
    placeholders,
    repeated_headings,
    unfinished,
)
from safeguarding.lib.richtext import word_count


def check_empty_sections(content: Gathered) -> Iterator[Finding]:
    """A section of words that has none, and nothing below it."""
    parents = {node.section.parent_id for node in content.nodes}
    parts = {part["id"]: part for part in content.content["sections"]}
    for node in content.nodes:
        section, block = node.section, BLOCKS_BY_KEY[node.section.block]
        if not block.prose or word_count(section.body) or section.pk in parents:
            continue
        foreword = section.block == "foreword"
        text = "The foreword is not written yet." if foreword else f"“{section.title}” has no words."
        mend = (
            f"Only the {content.report.partnership.chair_title.lower()} can write it."
            if section.reserved_for == section.Reserved.CHAIR
            else "Write it or take the section out."
        )
        code = "foreword" if foreword else "empty_section"
        yield found(content, parts[section.slug], Level.ERROR, code, text, mend=mend)


def check_sections_there(content: Gathered) -> Iterator[Finding]:
    """A report without a foreword, or without the page that says where its figures come from."""
    blocks = {node.section.block for node in content.nodes}
    if "foreword" not in blocks:
        mend = "Add a foreword, or say why this report has none."
        yield found(content, None, Level.WARNING, "foreword", "The report has no foreword.", mend=mend)
    if content.facts and "source_annex" not in blocks:
        text = "The report has no list of sources, so readers can not see where its figures come from."
        yield found(content, None, Level.WARNING, "source_annex", text, mend="Add the list of sources as an appendix.")


def check_headings(content: Gathered) -> Iterator[Finding]:
    """A heading inside the words with nothing under it, and one that stands twice."""
    for text in texts_of(content):
        for words in empty_headings(text.html):
            said = f"Nothing stands under the heading “{words}”."
            mend = "Write something under it or remove it."
            yield found(content, text.part, Level.WARNING, "empty_heading", _in(text, said), mend=mend, subject=words)
        for words in repeated_headings(text.html):
            said = f"The heading “{words}” stands twice."
            mend = "Put what stands under both together, or give one another name."
            yield found(content, text.part, Level.WARNING, "same_heading", _in(text, said), mend=mend, subject=words)


def check_placeholders(content: Gathered) -> Iterator[Finding]:
    """Words that were to be replaced."""
    for text in texts_of(content):
        if marks := placeholders(text.html):
            said = f"A placeholder is left: {listed([f'“{mark}”' for mark in marks])}."
            mend = "Replace it by the words it stands for."
            yield found(content, text.part, Level.ERROR, "placeholder", _in(text, said), mend=mend, subject=text.name)


def check_unfinished(content: Gathered) -> Iterator[Finding]:
    """Paragraphs that break off in the middle of a sentence."""
    for text in texts_of(content):
        if ends := unfinished(text.html):
            said = f"A sentence breaks off: {listed([f'“{end}”' for end in ends])}."
            mend = "Finish it, or put the full stop."
            yield found(content, text.part, Level.WARNING, "unfinished", _in(text, said), mend=mend, subject=text.name)


def check_leaked_guidance(content: Gathered) -> Iterator[Finding]:
    """Guidance for authors that slipped into the words. One query for the prompts."""
    prompts = Prompt.objects.filter(template__partnership=content.report.partnership)
    guidance = [*(node.section.guidance for node in content.nodes), *prompts.values_list("guidance", flat=True)]
    telling = guidance_sentences(guidance)
    for text in texts_of(content):
        for sentence in leaked(text.html, telling):
            said = f"Guidance for authors stands in the words: “{sentence}”"
            yield found(
                content, text.part, Level.ERROR, "guidance", _in(text, said), mend="Remove it.", subject=sentence
            )


def check_titles(content: Gathered) -> Iterator[Finding]:
    """Two sections or contributions with one title: the reader can not tell them apart."""
    titles: Counter[str] = Counter()
    for part in content.content["sections"]:
        if not part["silent"]:
            titles[part["title"].casefold()] += 1
        if not part["data"].get("single"):
            titles.update({given["title"].casefold(): 1 for given in part["data"].get("contributions", ())})
    for title, count in titles.items():
        if count > 1:
            shown = next(
                (part["title"] for part in content.content["sections"] if part["title"].casefold() == title), title
            )
            text = f"{count} parts of the report are called “{shown}”."
            mend = "Give each a title of its own; an agency that contributes twice needs sub-titles."
            yield found(content, None, Level.WARNING, "same_title", text, mend=mend, subject=title)


def _in(text: Text, words: str) -> str:
    return f"{text.name}: {words}" if text.name else words


CHECKS = (
    check_empty_sections,
    check_sections_there,
    check_headings,
    check_placeholders,
    check_unfinished,
    check_leaked_guidance,
    check_titles,
)
