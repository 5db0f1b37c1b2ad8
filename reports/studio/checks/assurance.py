"""Checks of what the registers of assurance bring: dead links, drafts, texts about the law nobody has verified."""

from collections.abc import Iterator

from partnerships.assurance.selectors.resources import resources_of
from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import found, listed, parts_of, texts_of
from reports.studio.link_use import addresses_in


def check_links(content: Gathered) -> Iterator[Finding]:
    """Links of the register that lead nowhere, in a list of links or in somebody's words. Two queries."""
    bad = {
        row.url: row.title for row in resources_of(content.report.partnership) if row.check_now and row.check_now.is_bad
    }
    mend = "Correct the address in the register of links and in the words, or take the link out."
    for part in parts_of(content, "links"):
        dead = [link["title"] for kind in part["data"]["kinds"] for link in kind["links"] if link["bad"]]
        if dead:
            yield found(content, part, Level.WARNING, "dead_link", f"Links do not work: {listed(dead)}.", mend=mend)
    for text in texts_of(content):
        if dead := sorted(bad[address] for address in addresses_in(text.html) & bad.keys()):
            words = f"Links in the words do not work: {listed(dead)}."
            yield found(content, text.part, Level.WARNING, "dead_link", words, mend=mend, subject=text.name)


def check_threats(content: Gathered) -> Iterator[Finding]:
    """A threat assessment the executive has not agreed."""
    for part in parts_of(content, "threats"):
        if part["data"]["topics"] and not part["data"]["agreed_on"]:
            mend = "Record the executive's agreement, or print an earlier assessment."
            text = "The threat assessment is a draft."
            yield found(content, part, Level.WARNING, "threats_draft", text, mend=mend)


def check_law(content: Gathered) -> Iterator[Finding]:
    """Texts about the law that the portal holds from memory."""
    for part in parts_of(content, "law"):
        texts = [text for edition in part["data"]["editions"] for text in edition["texts"]]
        unsure = [text["title"] for text in texts if text["unverified"]]
        if unsure:
            mend = "Compare them with the guidance. Then keep your own wording under Assurance, Law, or accept this."
            text = f"Not verified against the guidance: {listed(unsure)}."
            yield found(content, part, Level.WARNING, "unverified_law", text, mend=mend)


CHECKS = (check_links, check_threats, check_law)
