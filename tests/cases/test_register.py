"""The register: kinds, relations, pseudonyms, rough dates, levels of fields, years, and 5,000 cases."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.directory.models import User
from reviews.cases.fields import LEVELS, Level, level_of
from reviews.cases.models import KINDS, Case, CaseAccess, Clock, ClockRule, Kind, Relation, Subject, Theme
from reviews.cases.selectors.register import register_rows
from reviews.cases.selectors.trail import events_about
from reviews.cases.services import case_count, case_open, case_relate, subject_add, subject_name
from reviews.cases.tracker import HEADINGS
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import EVIDENCE, case_made
from tests.support.cast import Cast

DECIDED = {"id", "partnership", "version"}


def change(case: Case, keeper: Client, **said: str) -> Any:
    data = {"pseudonym": case.pseudonym, "version": str(case.version), **said}
    return keeper.post(reverse("case_edit", args=[case.partnership.slug, case.reference]), data)


def test_every_kind_is_declared_once_and_says_how_it_is_counted() -> None:
    assert [spec.kind for spec in KINDS] == list(Kind)


def test_a_serious_case_review_can_only_be_imported(cast: Cast, coordinator: User) -> None:
    with pytest.raises(NotAllowed, match="can only be imported"):
        case_open(
            by=coordinator, partnership=cast.a, kind="scr", pseudonym="X", began=date(2018, 1, 1), evidence=EVIDENCE
        )


def test_a_past_review_is_entered_with_dates_as_its_report_says_them(cast: Cast, keeper: Client) -> None:
    data = {
        "kind": "scr",
        "pseudonym": "Child B",
        "incident": "2015",
        "started": "autumn 2016",
        "published": "November 2021",
        "evidence": "Yearly report 2021-22",
    }
    answer = keeper.post(reverse("case_import", args=[cast.a.slug]), data, follow=True)
    page = answer.content.decode()
    for words in ("Serious case review (legacy)", "autumn 2016", "November 2021", "Safeguard Children 2015"):
        assert words in page
    wrong = keeper.post(reverse("case_import", args=[cast.a.slug]), {**data, "published": "1 January 2199"})
    assert wrong.status_code == 422
    assert "has not come yet" in wrong.content.decode()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("model", LEVELS)
def test_every_field_of_the_register_has_a_level(model: str) -> None:
    meta = apps.get_model("cases", model)._meta
    assert {field.name for field in (*meta.fields, *meta.many_to_many)} - DECIDED == set(LEVELS[model])


def test_what_identifies_somebody_is_restricted_and_stays_out_of_the_tracker() -> None:
    restricted = {
        ("subject", "exact_age"),
        ("subject", "characteristics"),
        ("subjectname", "name"),
        ("case", "summary"),
    }
    assert {level_of(*pair) for pair in restricted} == {Level.RESTRICTED}
    assert not [heading for heading in HEADINGS if heading in {"Pseudonym", "Summary", "Exact age", "Name"}]


def test_the_register_has_no_field_for_a_name_but_one() -> None:
    names = [
        f"{model.__name__}.{field.name}"
        for model in (Case, Subject)
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and "name" in field.name and field.name != "pseudonym"
    ]
    assert names == []


def test_a_real_name_needs_consent_and_is_not_repeated_in_the_trail(case: Case, coordinator: User) -> None:
    subject = subject_add(by=coordinator, case=case, pseudonym="Child Q", age_band="11_15")
    with pytest.raises(NotAllowed, match="Say who gave it"):
        subject_name(by=coordinator, subject=subject, name="Chosen", consent_by=" ", consent_on=date(2026, 5, 1))
    subject_name(by=coordinator, subject=subject, name="Chosen", consent_by="Parent", consent_on=date(2026, 5, 1))
    assert "Chosen" not in str(list(events_about(case).values("before", "after", "object_label")))


def test_several_children_and_each_pseudonym_once(case: Case, coordinator: User) -> None:
    for pseudonym in ("Child 1", "Child 2"):
        subject_add(by=coordinator, case=case, pseudonym=pseudonym, age_band="under_1")
    assert case.subjects.count() == 2
    with pytest.raises(NotAllowed, match="already has somebody called that"):
        subject_add(by=coordinator, case=case, pseudonym="Child 1", age_band="under_1")


def test_a_notification_leads_to_a_rapid_review_leads_to_a_practice_review(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    first, second, third = (
        case_made(coordinator, cast.a, kind=kind) for kind in ("notification", "rapid_review", "lcspr")
    )
    for _ in range(2):
        case_relate(by=coordinator, source=first, target=second, sort=Relation.Sort.LED_TO)
    case_relate(by=coordinator, source=second, target=third, sort=Relation.Sort.LED_TO)
    assert Relation.objects.count() == 2
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, second.reference])).content.decode()
    assert f'follows from <a class="govuk-link" href="/p/{cast.a.slug}/cases/{first.reference}/"' in page
    assert third.reference in page
    with pytest.raises(NotAllowed):
        case_relate(by=coordinator, source=first, target=first, sort=Relation.Sort.LED_TO)


def test_an_update_carries_the_areas_agreed_for_scrutiny(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    update = case_made(coordinator, cast.a, kind="other", pseudonym="Update")
    url = reverse("case_relate", args=[cast.a.slug, case.reference])
    said = {"sort": "updated_by", "target": update.pk}
    assert "looks like" in keeper.post(url, {**said, "scrutiny": "Mrs Example"}).content.decode()
    keeper.post(url, {**said, "scrutiny": "Exclusions\nRe-engagement"})
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, update.reference])).content.decode()
    assert "is an update of" in page
    assert "Areas agreed for further scrutiny: Exclusions; Re-engagement" in page


def test_one_incident_has_several_children_and_an_overarching_review_covers_several(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    sibling, overarching = (case_made(coordinator, cast.a, pseudonym=name) for name in ("Sibling", "Overarching"))
    case_relate(by=coordinator, source=case, target=sibling, sort=Relation.Sort.SAME_INCIDENT)
    for one in (case, sibling):
        case_relate(by=coordinator, source=one, target=overarching, sort=Relation.Sort.PART_OF)
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, overarching.reference])).content.decode()
    assert page.count("is an overarching review that covers") == 2
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, sibling.reference])).content.decode()
    assert "is about the same incident as" in page


def test_rough_dates_and_themes_are_kept_and_shown_as_given(case: Case, keeper: Client) -> None:
    theme = Theme.objects.get(slug="racism-adultification")
    assert change(case, keeper, incident="Autumn 2020", themes=str(theme.pk)).status_code == 302
    case.refresh_from_db()
    assert case.incident == "2020-autumn"
    assert [row.happened for row in case.events.filter(kind="incident", withdrawn_at=None)] == ["2020-autumn"]
    page = keeper.get(reverse("case_detail", args=[case.partnership.slug, case.reference])).content.decode()
    assert "autumn 2020" in page
    assert "Racism and adultification" in page
    assert "Enter a date such as" in change(case, keeper, version="2", incident="lately").content.decode()


def test_free_text_that_names_somebody_is_asked_about_once(case: Case, keeper: Client) -> None:
    text = "Mrs Example of 14 Sample Road was told."
    asked = change(case, keeper, summary=text)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "“Mrs Example” looks like a person" in page
    assert "what was found in the text identifies nobody" in page
    assert change(case, keeper, summary=text, confirmed="on").status_code == 302


def test_two_coordinators_do_not_overwrite_each_other(case: Case, keeper: Client) -> None:
    assert change(case, keeper, summary="First words").status_code == 302
    late = change(case, keeper, summary="Second words")
    assert late.status_code == 409
    page = late.content.decode()
    assert "First words" in page
    assert "Second words" in page
    case.refresh_from_db()
    assert case.summary == "First words"


def test_the_day_a_case_is_counted_on_needs_its_reason(case: Case, coordinator: User) -> None:
    with pytest.raises(NotAllowed, match="Say why"):
        case_count(by=coordinator, case=case, counted_on=date(2025, 3, 31), because=" ")
    case_count(by=coordinator, case=case, counted_on=date(2025, 3, 31), because="Reported in last year's report")
    case_count(by=coordinator, case=case, counted_on=None, because="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(counted_on=date(2025, 3, 31))


def many_cases(cast: Cast, person: User, count: int) -> None:
    rule = ClockRule.objects.get(edition__slug="wt-2026", key="rapid-review")
    cases = Case.objects.bulk_create(
        Case(
            partnership=cast.a,
            reference=f"B{number:07}",
            kind="rapid_review",
            pseudonym=f"Child {number}",
            opened_by=person,
        )
        for number in range(count)
    )
    CaseAccess.objects.bulk_create(CaseAccess(case=case, user=person, coordinates=True, reason="x") for case in cases)
    terms = {"start_event": "notified", "stop_event": "rapid_sent", "amount": 15, "unit": "working_days"}
    Clock.objects.bulk_create(Clock(case=case, rule=rule, **terms) for case in cases)


def test_the_register_takes_as_many_queries_for_5000_cases_as_for_one(
    cast: Cast, coordinator: User, case: Case, keeper: Client
) -> None:
    url = reverse("case_list", args=[cast.a.slug])
    keeper.get(url)
    with CaptureQueriesContext(connection) as few:
        keeper.get(url)
    many_cases(cast, coordinator, 5_000)
    with CaptureQueriesContext(connection) as many:
        page = keeper.get(url, {"page": "100"}).content.decode()
    assert "5,001 cases" in page
    assert len(many) <= len(few) <= 14
    with CaptureQueriesContext(connection) as filtered:
        assert "1 case" in keeper.get(url, {"words": "Child 4999", "kind": "rapid_review"}).content.decode()
    assert len(filtered) <= len(few)


def test_asking_whose_lists_a_person_is_on_does_not_read_every_list_they_are_on(cast: Cast, coordinator: User) -> None:
    """Without this index each case of a long register is compared with every list the person is on."""
    wanted = "cases_access_case_and_person"
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, CaseAccess._meta.db_table)
    assert kept[wanted]["columns"] == ["case_id", "user_id"]
    if connection.vendor == "sqlite":  # a small table has no telling plan on PostgreSQL
        assert wanted in Case.objects.of(cast.a).visible_to(coordinator).explain()


def test_the_register_names_the_nearest_deadline_that_is_not_met(cast: Cast, coordinator: User) -> None:
    review = case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 4, 1))
    due = {clock.due_on for clock in review.clocks.all() if clock.due_on}
    assert next(row.next_due for row in register_rows(cast.a, coordinator)) == min(due)
    review.clocks.exclude(due_on=None).update(due_on=None)
    assert next(row.next_due for row in register_rows(cast.a, coordinator)) is None
