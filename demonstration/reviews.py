"""Entering the reviews of a report as public records: through the services, by two coordinators as the rules ask.

A file `reviews.toml` beside the other data of a report says what is entered; tests/demonstration shows its shape.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Agency, User
from partnerships.directory.services import founding
from reviews.cases.models import Case, EventKind, Relation, Theme
from reviews.cases.services import (
    access_give,
    author_add,
    basis_set,
    briefing_add,
    case_change,
    case_count,
    case_import,
    case_relate,
    counts_state,
    figures_release,
    finding_add,
    impact_record,
    progress_note,
    publication_draft,
    publication_hold,
    recommendation_add,
    record_prepare,
    record_release,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.facts import Period

DATES = ("incident", "notified", "referred", "started", "completed", "published")
FOLLOWING = {"follows": Relation.Sort.LED_TO, "updates": Relation.Sort.UPDATED_BY}


def reviews_load(founded: Founded, folder: str) -> dict[str, Case]:
    """Enter the reviews of `folder` and release them to reports; return the cases by their keys in the file."""
    described = toml(folder, "reviews")
    first, second = _coordinators(founded, described["people"])
    entering = Entering(founded, first, second, described["source"])
    for row in described.get("bases", []):
        basis_set(by=first, partnership=founded.partnership, **row)
    for row in described["reviews"]:
        entering.enter(row)
    if "period" in described:
        period = Period.parse(described["period"])
        figures_release(by=first, partnership=founded.partnership, period=period, reason=described["source"])
    return entering.cases


def _coordinators(founded: Founded, rows: list[dict[str, str]]) -> tuple[User, User]:
    for row in rows:
        key = f"{row['role']}:"
        person = founding.person_found(partnership=founded.partnership, starts_on=date(2000, 1, 1), **row)
        founded.people[f"{key}:second" if key in founded.people else key] = person
    return founded.person(Role.CASE_COORDINATOR), founded.people[f"{Role.CASE_COORDINATOR}::second"]


class Entering:
    """Enters reviews one after the other; later ones name earlier ones by key."""

    def __init__(self, founded: Founded, first: User, second: User, source: str) -> None:
        self.founded, self.first, self.second, self.source = founded, first, second, source
        self.cases: dict[str, Case] = {}
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}

    def enter(self, row: Mapping[str, Any]) -> None:
        """Enter one review with everything the report says about it, and release it where it has a title."""
        case = self._imported(row)
        self.cases[row["key"]] = case
        self._related(case, row)
        self._learned(case, row)
        if "publication" in row:
            publication = publication_draft(by=self.first, case=case)
            publication_hold(by=self.first, publication=publication, **row["publication"])
        if "title" in row:
            access_give(by=self.first, case=case, person=self.second, reason="Second pair of eyes", coordinates=True)
            record = record_prepare(by=self.first, case=case, title=row["title"])
            record_release(by=self.second, record=record, reason=self.source)

    def _imported(self, row: Mapping[str, Any]) -> Case:
        events = {EventKind(name): FuzzyDate.read(row[name]) for name in DATES if name in row}
        case = case_import(
            by=self.first,
            partnership=self.founded.partnership,
            kind=row["kind"],
            pseudonym=row["pseudonym"],
            events=events,
            evidence=row.get("dated_because", self.source),
        )
        case_change(
            by=self.first,
            case=case,
            version=case.version,
            themes=self._themes(row),
            lead_board=row.get("lead_board", ""),
            public_summary=row.get("summary", "").strip(),
            public_decision=row.get("decision", "").strip(),
        )
        if "counted_on" in row:
            case_count(by=self.first, case=case, counted_on=row["counted_on"], because=row["counted_because"])
        return case

    def _related(self, case: Case, row: Mapping[str, Any]) -> None:
        scrutiny = "\n".join(row.get("scrutiny", []))
        for name, sort in FOLLOWING.items():
            if name in row:
                case_relate(by=self.first, source=self.cases[row[name]], target=case, sort=sort, scrutiny=scrutiny)
        for key in row.get("covers", []):
            case_relate(by=self.first, source=self.cases[key], target=case, sort=Relation.Sort.PART_OF)
        if "same_incident" in row:
            other = self.cases[row["same_incident"]]
            case_relate(by=self.first, source=other, target=case, sort=Relation.Sort.SAME_INCIDENT)

    def _learned(self, case: Case, row: Mapping[str, Any]) -> None:
        stated = {name: row.get(f"stated_{name}") for name in ("findings", "recommendations")}
        if any(stated.values()):
            counts_state(by=self.first, case=case, **stated)
        for one in row.get("authors", []):
            author_add(by=self.first, case=case, **one)
        for one in row.get("findings", []):
            tone = one.get("tone", "learning")
            finding_add(by=self.first, case=case, text=one["text"], tone=tone, themes=self._themes(one))
        for one in row.get("recommendations", []):
            self._recommended(case, one)
        for one in row.get("impacts", []):
            impact_record(
                by=self.first,
                case=case,
                title=one.get("title", ""),
                words=one["words"],
                happened=FuzzyDate.read(one["when"]),
                recommendation=case.recommendations.get(number=one["of"]) if "of" in one else None,
            )
        for one in row.get("briefings", []):
            said = {name: value for name, value in one.items() if name != "when"}
            briefing_add(by=self.first, case=case, issued=FuzzyDate.read(one["when"]), **said)

    def _recommended(self, case: Case, row: Mapping[str, Any]) -> None:
        made = recommendation_add(
            by=self.first,
            case=case,
            text=row["text"],
            agencies=self._agencies(row),
            body=row.get("body", ""),
            number=row.get("number"),
        )
        for note in row.get("progress", []):
            said = {name: value for name, value in note.items() if name != "on"}
            progress_note(by=self.first, recommendation=made, noted_on=note["on"], **said)

    def _agencies(self, row: Mapping[str, Any]) -> list[Agency]:
        return [self.founded.agencies[slug] for slug in row.get("to", [])]

    def _themes(self, row: Mapping[str, Any]) -> list[Theme]:
        return [self.themes[slug] for slug in row.get("themes", [])]
