"""Checks of what case reviews bring: reports that miscount themselves, recommendations nobody followed up."""

from collections.abc import Iterator

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import found, parts_of


def check_miscounts(content: Gathered) -> Iterator[Finding]:
    """A review whose own count of findings or recommendations is not the number listed."""
    for part in parts_of(content, "case_reviews"):
        for review in part["data"]["reviews"]:
            for one in review["miscounted"]:
                stated, listed = (content.facts[one[name]].text for name in ("stated", "listed"))
                text = f"“{review['title']}” says it has {stated} {one['noun']}; {listed} are listed."
                mend = "Ask the case review coordinator to compare it with the published review. Both are printed."
                yield found(content, part, Level.WARNING, "miscounted", text, mend=mend, subject=review["title"])


def check_followed_up(content: Gathered) -> Iterator[Finding]:
    """Reviews with recommendations of which nothing is known: the reader would ask whether they worked."""
    for part in parts_of(content, "case_progress"):
        for row in part["data"]["rows"]:
            numbers = [content.facts[key].number or 0 for key in row["cells"]]
            if numbers[0] and numbers[0] == sum(numbers):
                text = f"Nothing is recorded about what came of the recommendations of “{row['title']}”."
                mend = "Ask the case review coordinator to record progress, or say that it is deferred."
                yield found(content, part, Level.WARNING, "no_review_progress", text, mend=mend, subject=row["title"])


CHECKS = (check_miscounts, check_followed_up)
