"""Checks of evidence a report has chosen: withdrawn boxes, quotes without consent, voices without an answer."""

from collections.abc import Iterator

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import found, listed, parts_of

_BLOCKS = ("evidence", "quotes", "voice")


def check_boxes_left_out(content: Gathered) -> Iterator[Finding]:
    """A box chosen by name that may not be printed: withdrawn, or a quote nobody agreed to."""
    for part in parts_of(content, *_BLOCKS):
        for one in part["data"]["left_out"]:
            text = f"“{one['heading']}” is chosen but not printed. {one['why']}"
            mend = "Take it out of the section, or mend the box."
            yield found(content, part, Level.ERROR, "box_left_out", text, mend=mend, subject=one["heading"])


def check_boxes_of_other_periods(content: Gathered) -> Iterator[Finding]:
    """Boxes about a day outside the report's period; they are printed with their date."""
    for part in parts_of(content, *_BLOCKS):
        strange = [one["heading"] for one in part["data"]["boxes"] if not one["in_period"]]
        if strange:
            text = f"About a day outside {content.report.span.label}: {listed([f'“{name}”' for name in strange])}."
            mend = "Say why it belongs here, or take it out. It is printed with its date."
            yield found(content, part, Level.WARNING, "other_period", text, mend=mend)


def check_voices_answered(content: Gathered) -> Iterator[Finding]:
    """People who were asked and heard nothing back: "you said" without "we did"."""
    for part in parts_of(content, "voice"):
        unanswered = [one["heading"] for one in part["data"]["boxes"] if not one["details"].get("changed")]
        if unanswered:
            text = f"Nothing is recorded that changed because of {listed([f'“{name}”' for name in unanswered])}."
            mend = "Add to the box what changed, or say why nothing did. The report prints the gap."
            yield found(content, part, Level.WARNING, "no_change", text, mend=mend)


def check_wordings(content: Gathered) -> Iterator[Finding]:
    """An area's words that were not compared since the words everywhere changed."""
    for part in parts_of(content, "shared_text"):
        if part["data"]["behind"]:
            text = f"The words of {part['data']['area']} were written before the words everywhere were changed."
            mend = "Compare the two wordings and save those of the area again."
            yield found(content, part, Level.WARNING, "wording_behind", text, mend=mend)


CHECKS = (check_boxes_left_out, check_boxes_of_other_periods, check_voices_answered, check_wordings)
