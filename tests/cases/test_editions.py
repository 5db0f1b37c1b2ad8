"""A partnership writes its own editions of guidance, puts them in force and marks what it verified."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.directory.models import AuditEvent, User
from reviews.cases.models import Case, ClockRule, GuidanceEdition, SourceCheck
from reviews.cases.selectors.editions import criteria_for, edition_for
from reviews.cases.services import (
    edition_draft,
    edition_put_in_force,
    edition_rule_add,
    edition_rule_change,
    rule_check,
)
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.cases.factories import case_made, clock_of, guidance_there
from tests.support.cast import Cast

SAID = {
    "title": "Working Together 2026, as read",
    "audience": "children",
    "starts_on": date(2026, 3, 18),
    "source": "HM Government, 18 March 2026",
    "certainty": "P",
    "note": "",
}
RULE: dict[str, Any] = {
    "kind": "rapid_review",
    "title": "Send the rapid review",
    "start_event": "notified",
    "stop_event": "rapid_sent",
    "amount": 10,
    "unit": "working_days",
    "pauses": "A trial",
    "source": "Chapter 5, paragraph 20",
    "certainty": "P",
}
DAY = {"starts_on-day": "18", "starts_on-month": "3", "starts_on-year": "2026"}


@pytest.fixture
def administrator(cast: Cast) -> Client:
    """Return the browser of the administrator, who sees no case."""
    guidance_there()
    client = Client()
    client.force_login(cast.administrator)
    return client


def drafted(cast: Cast, **said: Any) -> GuidanceEdition:
    guidance_there()
    return edition_draft(by=cast.administrator, partnership=cast.a, **{**SAID, **said})


def ruled(cast: Cast, **said: Any) -> GuidanceEdition:
    edition = drafted(cast, **said)
    edition_rule_add(by=cast.administrator, edition=edition, version=1, **RULE)
    return edition


def in_force(cast: Cast, **said: Any) -> GuidanceEdition:
    edition = ruled(cast, **said)
    edition_put_in_force(by=cast.administrator, edition=edition, version=edition.version)
    return edition


def address(cast: Cast, name: str, *arguments: object) -> str:
    return reverse(name, args=[cast.a.slug, *arguments])


def test_an_administrator_drafts_reviews_and_puts_an_edition_in_force(
    cast: Cast, coordinator: User, administrator: Client
) -> None:
    given = {**SAID, **DAY, "copied": "wt-2026"}
    assert administrator.post(address(cast, "edition_add"), given).status_code == 302
    edition = GuidanceEdition.objects.of(cast.a).get()
    assert edition.rules.count() == 5
    assert set(edition.rules.values_list("certainty", flat=True)) == {"M", "?"}
    assert case_made(coordinator, cast.a).edition.slug == "wt-2026"  # type: ignore[union-attr]  # a draft holds for nobody
    rule = edition.rules.get(key="rapid-review")
    changed = {**RULE, "version": edition.version}
    assert administrator.post(address(cast, "edition_rule", edition.slug, rule.pk), changed).status_code == 302
    edition.refresh_from_db()
    page = administrator.get(address(cast, "edition_detail", edition.slug)).content.decode()
    assert "10 working days" in page
    assert "Paused by: A trial" in page
    administrator.post(address(cast, "edition_force", edition.slug), {"version": edition.version})
    edition.refresh_from_db()
    assert (edition.is_draft, edition.in_force_by) == (False, cast.administrator)
    later = case_made(coordinator, cast.a)
    assert (later.edition, clock_of(later, "rapid-review").amount) == (edition, 10)
    assert clock_of(later, "rapid-review").rule.may_pause
    actions = AuditEvent.objects.filter(object_id=str(edition.pk), object_type="cases.guidanceedition")
    assert list(actions.order_by("id").values_list("action", flat=True)) == [
        "guidance_edition_drafted",
        "guidance_rule_changed",
        "guidance_edition_in_force",
    ]


def test_an_open_case_keeps_its_edition_and_a_neighbour_never_sees_it(cast: Cast, case: Case) -> None:
    edition = in_force(cast)
    case.refresh_from_db()
    assert case.edition.slug == "wt-2026"  # type: ignore[union-attr]
    assert edition_for("rapid_review", date(2026, 4, 1), cast.a) == edition
    assert edition_for("rapid_review", date(2026, 4, 1), cast.b).slug == "wt-2026"  # type: ignore[union-attr]
    neighbour = Client()
    neighbour.force_login(cast.manager_of_b)
    page = neighbour.get(reverse("guidance_list", args=[cast.b.slug])).content.decode()
    assert edition.title not in page
    for name in ("edition_detail", "guidance_what_if"):
        assert neighbour.get(reverse(name, args=[cast.b.slug, edition.slug])).status_code == 404
    rule = edition.rules.get()
    for name in ("local_rule_set", "rule_check"):
        assert neighbour.get(reverse(name, args=[cast.b.slug, rule.pk])).status_code == 404


def test_an_edition_in_force_never_changes_and_the_next_one_may_begin_on_its_day(
    cast: Cast, administrator: Client
) -> None:
    edition = in_force(cast)
    rule = edition.rules.get()
    changed = {**RULE, "amount": 12}
    with pytest.raises(NotAllowed, match="Draft the next edition"):
        edition_rule_change(by=cast.administrator, rule=rule, version=edition.version, **changed)
    for change in (
        lambda: ClockRule.objects.filter(pk=rule.pk).update(amount=12),
        lambda: ClockRule.objects.filter(pk=rule.pk).delete(),
        lambda: GuidanceEdition.objects.filter(pk=edition.pk).update(title="x"),
        lambda: edition.rules.create(**{**RULE, "kind": "lcspr", "key": "x"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    answer = administrator.post(
        address(cast, "edition_rule", edition.slug, rule.pk), {**changed, "version": edition.version}
    )
    assert answer.status_code == 422
    assert "Draft the next edition from it" in answer.content.decode()
    following = in_force(cast, title="The next")
    assert edition_for("rapid_review", date(2026, 4, 1), cast.a) == following


def test_two_people_do_not_overwrite_each_other_in_a_draft(cast: Cast, administrator: Client) -> None:
    edition = ruled(cast)
    rule = edition.rules.get()
    with pytest.raises(Overtaken):
        edition_put_in_force(by=cast.manager, edition=edition, version=1)
    given = {**RULE, "amount": 20, "version": 1}
    answer = administrator.post(address(cast, "edition_rule", edition.slug, rule.pk), given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What is saved now" in page
    assert 'value="20"' in page
    assert f'value="{edition.version}"' in page
    rule.refresh_from_db()
    assert rule.amount == 10


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"amount": "0"}, "Enter 1 or more"),
        ({"stop_event": "notified"}, "can not start with the event that stops it"),
        ({"kind": "sar"}, "Select kind of case from the list"),
    ],
)
def test_a_deadline_that_can_not_be_counted_is_refused(
    cast: Cast, administrator: Client, changed: dict[str, str], words: str
) -> None:
    edition = drafted(cast)
    answer = administrator.post(
        address(cast, "edition_rule_add", edition.slug), {**RULE, "version": edition.version, **changed}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not edition.rules.exists()


def test_a_deadline_is_added_taken_out_and_a_draft_thrown_away(cast: Cast, administrator: Client) -> None:
    edition = drafted(cast)
    administrator.post(address(cast, "edition_rule_add", edition.slug), {**RULE, "version": 1})
    rule = edition.rules.get()
    assert (rule.key, rule.may_pause) == ("send-the-rapid-review", True)
    administrator.post(address(cast, "edition_rule_remove", edition.slug, rule.pk), {"version": 1})
    assert edition.rules.exists()  # whoever pressed had not seen it as it is
    administrator.post(address(cast, "edition_rule_remove", edition.slug, rule.pk), {"version": 2})
    assert not edition.rules.exists()
    page = administrator.post(address(cast, "edition_force", edition.slug), {"version": 3}, follow=True)
    assert "This edition says nothing yet" in page.content.decode()
    administrator.post(address(cast, "edition_discard", edition.slug), {"version": 3})
    assert not GuidanceEdition.objects.of(cast.a).exists()


def test_the_criteria_of_a_decision_come_from_the_edition_of_the_case(
    cast: Cast, case: Case, coordinator: User, keeper: Client, administrator: Client
) -> None:
    assert len(criteria_for(case)) == 5
    edition = ruled(cast)
    given = {**SAID, **DAY, "version": edition.version, "criteria": "The child was harmed\nIt was not foreseen"}
    answer = administrator.post(address(cast, "edition_change", edition.slug), given)
    assert "Enter where these criteria are written" in answer.content.decode()
    given |= {"criteria_source": "Chapter 5, paragraph 3", "criteria_certainty": "P"}
    assert administrator.post(address(cast, "edition_change", edition.slug), given).status_code == 302
    edition.refresh_from_db()
    edition_put_in_force(by=cast.administrator, edition=edition, version=edition.version)
    later = case_made(coordinator, cast.a)
    assert criteria_for(later) == ("The child was harmed", "It was not foreseen")
    page = keeper.get(address(cast, "decision_add", later.reference)).content.decode()
    assert "It was not foreseen" in page
    assert "Chapter 5, paragraph 3" in page


def test_a_deadline_is_marked_as_verified_for_this_partnership_alone(cast: Cast, administrator: Client) -> None:
    guidance_there()
    rule = ClockRule.objects.get(edition__slug="wt-2026", key="rapid-review")
    given = {"place": "Paragraph 20", "checked_on-day": "1", "checked_on-month": "4", "checked_on-year": "2199"}
    answer = administrator.post(address(cast, "rule_check", rule.pk), given)
    assert "This day has not come yet" in answer.content.decode()
    administrator.post(address(cast, "rule_check", rule.pk), {**given, "checked_on-year": "2026"})
    mark = SourceCheck.objects.get()
    assert (mark.place, mark.recorded_by) == ("Paragraph 20", cast.administrator)
    assert "Paragraph 20, read on 1 April 2026" in administrator.get(address(cast, "guidance_list")).content.decode()
    neighbour = Client()
    neighbour.force_login(cast.manager_of_b)
    assert "Paragraph 20" not in neighbour.get(reverse("guidance_list", args=[cast.b.slug])).content.decode()
    administrator.post(address(cast, "rule_check_remove", rule.pk))
    assert not SourceCheck.objects.exists()
    assert AuditEvent.objects.filter(action="guidance_rule_check_removed", before__place="Paragraph 20").exists()


def test_a_draft_is_not_marked_it_says_itself_how_sure_it_is(cast: Cast) -> None:
    rule = ruled(cast).rules.get()
    with pytest.raises(NotAllowed, match="in the draft itself"):
        rule_check(by=cast.manager, partnership=cast.a, rule=rule, place="x", checked_on=date(2026, 4, 1))


def test_a_copy_for_other_cases_and_a_change_of_audience_under_deadlines_are_refused(
    cast: Cast, administrator: Client
) -> None:
    given = {**SAID, **DAY, "copied": "care-act-2014"}
    assert "for other cases" in administrator.post(address(cast, "edition_add"), given).content.decode()
    edition = ruled(cast)
    moved = {**SAID, **DAY, "audience": "adults", "version": edition.version}
    answer = administrator.post(address(cast, "edition_change", edition.slug), moved)
    assert "Take them out first" in answer.content.decode()


def test_the_guidance_page_folds_what_was_replaced_and_keeps_drafts_to_those_who_write_them(
    cast: Cast, administrator: Client
) -> None:
    edition = drafted(cast, title="A secret draft")
    page = administrator.get(address(cast, "guidance_list")).content.decode()
    assert page.count("<details") == 4
    assert edition.title in page
    reader = Client()
    reader.force_login(cast.reader)
    assert edition.title not in reader.get(address(cast, "guidance_list")).content.decode()


def test_the_guidance_page_asks_no_more_for_more_editions(cast: Cast, administrator: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            administrator.get(address(cast, "guidance_list"))
        return len(found)

    asked()
    before = asked()
    for number in range(3):
        in_force(cast, title=f"Edition {number}")
    assert asked() == before
