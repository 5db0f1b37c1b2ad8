"""The law as reports print it: texts pinned to an edition of the guidance, shipped as data in shipped/statute.toml."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from partnerships.assurance.frameworks import shipped
from partnerships.assurance.models import LocalText
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import Period
from safeguarding.lib.richtext_source import from_plain_text

CERTAINTY = {
    "P": "primary text seen",
    "S": "secondary source",
    "M": "from memory, to be verified",
}


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition of statutory guidance, in force from `starts_on` until the next for the same audience."""

    slug: str
    title: str
    audience: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class StatutoryText:
    """One passage: rich text, its source paragraph and how sure the portal is. `number` is 0 for shipped words."""

    edition: str
    section: str
    title: str
    body: str
    source: str
    certainty: str
    number: int = 0

    @property
    def sure(self) -> str:
        """Return in words how sure it is."""
        return CERTAINTY[self.certainty]


@cache
def editions() -> tuple[Edition, ...]:
    """Return every edition, oldest first."""
    return tuple(sorted((Edition(**row) for row in shipped("statute")["editions"]), key=lambda one: one.starts_on))


@cache
def shipped_texts(edition: str) -> tuple[StatutoryText, ...]:
    """Return the passages of an edition in the order of print."""
    rows = [row for row in shipped("statute")["texts"] if edition in row["editions"]]
    return tuple(
        StatutoryText(edition=edition, body=from_plain_text(row["body"]), **{name: row[name] for name in _PLAIN})
        for row in rows
    )


_PLAIN = ("section", "title", "source", "certainty")


def editions_for(partnership: Partnership) -> list[Edition]:
    """Return the editions of the partnership's kind, oldest first: children's, adults' or both."""
    return [one for audience in audiences_of(partnership) for one in editions() if one.audience == audience]


def audiences_of(partnership: Partnership) -> tuple[str, ...]:
    """Return whom the partnership's guidance is about."""
    kinds = {Partnership.Kind.CHILDREN: ("children",), Partnership.Kind.ADULTS: ("adults",)}
    return kinds.get(Partnership.Kind(partnership.kind), ("children", "adults"))


def editions_in_force(partnership: Partnership, day: date) -> list[Edition]:
    """Return the edition in force on a day for each audience; the oldest the portal knows for days before it."""
    found = []
    for audience in audiences_of(partnership):
        known = [one for one in editions() if one.audience == audience]
        begun = [one for one in known if one.starts_on <= day]
        found += begun[-1:] or known[:1]
    return found


def replaced_within(edition: Edition, period: Period) -> list[tuple[Edition, date]]:
    """Return the editions before `edition` that ceased within a period, each with its last day."""
    known = [one for one in editions() if one.audience == edition.audience and one.starts_on <= edition.starts_on]
    return [
        (former, later.starts_on - timedelta(days=1))
        for former, later in pairwise(known)
        if period.start < later.starts_on <= period.end
    ]


def texts_of(partnership: Partnership, edition: str) -> list[StatutoryText]:
    """Return the passages a partnership prints: its own wording where it has one. One query."""
    newest: dict[str, LocalText] = {}
    for row in LocalText.objects.of(partnership).filter(edition=edition).order_by("number"):
        newest[row.section] = row
    return [_worded(text, newest.get(text.section)) for text in shipped_texts(edition)]


def wordings_of(partnership: Partnership, edition: str, section: str) -> Sequence[LocalText]:
    """Return every own wording of a passage, newest first. One query."""
    rows = LocalText.objects.of(partnership).filter(edition=edition, section=section)
    return list(rows.select_related("entered_by").order_by("-number"))


def _worded(text: StatutoryText, own: LocalText | None) -> StatutoryText:
    if own is None or not own.body:
        return text
    return StatutoryText(
        edition=text.edition,
        section=text.section,
        title=text.title,
        body=own.body,
        source=text.source,
        certainty=text.certainty,
        number=own.number,
    )
