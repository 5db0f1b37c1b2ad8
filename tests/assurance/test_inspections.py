"""Inspections: grades on the scale of their edition, the grade before, findings that open actions."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from partnerships.actions.models import Action
from partnerships.assurance.frameworks import frameworks_load
from partnerships.assurance.models import Framework, Inspection
from partnerships.assurance.selectors.inspections import earlier_of, headline_of, inspections_of, lines_of
from partnerships.assurance.services import (
    finding_action_open,
    framework_add,
    inspection_change,
    note_add,
)
from partnerships.directory.models import AuditEvent
from safeguarding.lib.workflow import NotAllowed
from tests.assurance.doors import address, browser, queries, words
from tests.assurance.factories import (
    GOOD,
    OPENED,
    finding_made,
    framework_named,
    inspection_made,
    parts,
    soon,
)
from tests.support.cast import Cast


def test_an_inspection_is_recorded_with_grades_of_its_edition(cast: Cast) -> None:
    client, page = browser(cast.manager), address(cast, "inspection_add", framework_named("peel-2021").slug)
    assert "Adequate" in client.get(page).text
    assert "Adequate" not in client.get(address(cast, "inspection_add", "peel-2014")).text
    said = {
        "subject": "Mid County Police",
        "agencies": [cast.other_agency.pk],
        "grade-protecting-vulnerable-people": "adequate",
        "announced": "yes",
        "previous_said": "Good (2018)",
        **parts("starts_on", OPENED),
    }
    shown = words(client.post(page, said, follow=True))
    for text in ("Adequate", "Good (2018)", "Announced", "Mid County Police", "Not graded", "6 May 2025"):
        assert text in shown


def test_a_grade_of_another_scale_is_refused(cast: Cast) -> None:
    page = address(cast, "inspection_add", framework_named().slug)
    said = {"subject": "Services", "grade-overall-effectiveness": "adequate", **parts("starts_on", OPENED)}
    assert browser(cast.manager).post(page, said).status_code == 422
    with pytest.raises(NotAllowed, match="Choose grades of this framework"):
        inspection_made(cast.a, grades={"overall-effectiveness": "adequate"})


def test_a_grade_finds_the_one_before_across_editions_of_a_family_for_the_same_subject(cast: Cast) -> None:
    older = inspection_made(
        cast.a,
        framework=framework_named("sif-2013"),
        starts_on=date(2016, 3, 1),
        ends_on=date(2016, 3, 24),
        grades={"overall-effectiveness": "inadequate"},
    )
    inspection_made(cast.a, "Another service", starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 1))
    newer = inspection_made(cast.a)
    rows = list(inspections_of(cast.a))
    found = earlier_of(next(row for row in rows if row.pk == newer.pk), rows)
    assert found is not None
    assert found.pk == older.pk
    line = lines_of(newer, found)[0]
    assert (line.grade, line.before, line.moved) == ("Good", "Inadequate", True)
    page = words(browser(cast.reader).get(address(cast, "inspection_list")))
    assert "Inadequate" in page
    assert "1 March 2016 to 24 March 2016" in page


def test_a_framework_without_grades_prints_none_and_asks_for_none(cast: Cast) -> None:
    framework = framework_named("jtai-2016")
    made = inspection_made(cast.a, "Front door", framework=framework, grades={})
    assert headline_of(made) == "Not graded"
    assert lines_of(made, None) == []
    shown = words(browser(cast.reader).get(address(cast, "inspection_detail", made.slug)))
    assert "This framework gives no grade." in shown
    assert "grade-" not in browser(cast.manager).get(address(cast, "inspection_add", framework.slug)).text


def test_a_component_can_have_a_scale_of_its_own(cast: Cast) -> None:
    framework = framework_named("school-2025")
    grades = {part.slug: [grade.label for grade in part.grades] for part in framework.parts}
    assert grades["safeguarding"] == ["Met", "Not met"]
    assert grades["inclusion"][0] == "Exceptional"


def test_an_area_for_improvement_opens_an_action_of_the_plan_and_a_strength_does_not(cast: Cast) -> None:
    made = inspection_made(cast.a, agencies=[cast.agency])
    finding = finding_made(made)
    page, client = address(cast, "inspection_finding_action", made.slug, finding.pk), browser(cast.lead)
    shown = client.get(page)
    assert f'value="{cast.agency.pk}" selected' in shown.text
    assert "Supervision is irregular" in shown.text
    said = {"title": "Supervise monthly", "agency": cast.agency.pk, **parts("due_on", soon())}
    assert "Supervise monthly" in words(client.post(page, said, follow=True))
    action = Action.objects.get()
    assert (action.origin_kind, action.origin_key) == ("inspection", made.slug)
    assert action.origin_label == "ILACS: Children's services"
    strength = finding_made(made, "Leaders know their service", kind="strength")
    with pytest.raises(NotAllowed, match="not a strength"):
        finding_action_open(by=None, finding=strength, title="More", due_on=soon(), agency=cast.agency)
    assert client.get(address(cast, "inspection_finding_action", made.slug, finding.pk + 99)).status_code == 404


def test_only_agencies_of_an_inspection_add_findings_and_notes(cast: Cast) -> None:
    made = inspection_made(cast.a, agencies=[cast.agency])
    said = {"kind": "letter", "text": "Good progress", **parts("happened_on", OPENED)}
    page = address(cast, "inspection_note_add", made.slug)
    assert browser(cast.other_lead).post(page, said).status_code == 403
    assert "Good progress" in words(browser(cast.lead).post(page, said, follow=True))
    foreign = address(cast, "inspection_detail", inspection_made(cast.b).slug + "-b")
    assert browser(cast.manager).get(foreign).status_code == 404
    with pytest.raises(NotAllowed, match="before the inspection began"):
        note_add(by=None, inspection=made, kind="letter", happened_on=date(2025, 5, 1), text="Early")


def test_the_same_finding_note_or_inspection_twice_is_kept_once(cast: Cast) -> None:
    made = inspection_made(cast.a)
    finding_made(made)
    finding_made(made)
    note = {"kind": "plan", "happened_on": OPENED, "text": "Sent"}
    note_add(by=None, inspection=made, **note)  # type: ignore[arg-type]
    note_add(by=None, inspection=made, **note)  # type: ignore[arg-type]
    assert (made.findings.count(), made.notes.count()) == (1, 1)
    with pytest.raises(NotAllowed, match="recorded already"):
        inspection_made(cast.a, "CHILDREN'S services")


def test_a_corrected_grade_is_audited_and_a_stale_form_shows_both(cast: Cast) -> None:
    made = inspection_made(cast.a)
    said = {"agencies": [], "subject": made.subject, "starts_on": OPENED, "ends_on": OPENED}
    grades = {**GOOD, "overall-effectiveness": "outstanding"}
    inspection_change(by=cast.second_manager, inspection=made, version=1, grades=grades, **said)
    event = AuditEvent.objects.get(action="inspection_change")
    assert event.before["grades"]["overall-effectiveness"] == "good"
    assert event.after["grades"]["overall-effectiveness"] == "outstanding"
    typed = {"subject": "Mine", "grade-overall-effectiveness": "inadequate", **parts("starts_on", OPENED)}
    page = address(cast, "inspection_edit", made.slug)
    answer = browser(cast.manager).post(page, {**typed, "version": "1"})
    assert answer.status_code == 409
    assert "<dd>Outstanding</dd>" in answer.text
    assert 'value="Mine"' in answer.text
    assert browser(cast.manager).post(page, {**typed, "version": "2"}).status_code == 302
    assert Inspection.objects.get(pk=made.pk).grades.get().grade == "inadequate"


def test_saving_the_same_again_changes_nothing(cast: Cast) -> None:
    made = inspection_made(cast.a, agencies=[cast.agency])
    inspection_change(by=None, inspection=made, version=99, grades=GOOD, agencies=[cast.agency], subject=made.subject)
    assert not AuditEvent.objects.filter(action="inspection_change").exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"ends_on": date(2025, 5, 5)}, "The last day can not come before the first"),
        ({"starts_on": date(2999, 1, 1)}, "today or in the past"),
    ],
)
def test_impossible_days_are_refused(cast: Cast, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(NotAllowed, match=message):
        inspection_made(cast.a, **fields)


def test_a_partnership_describes_a_framework_that_nobody_else_sees(cast: Cast) -> None:
    client = browser(cast.manager)
    said = {"name": "Local quality mark", "body": "other", "grades": "Gold\nSilver", "components": ""}
    shown = client.post(address(cast, "framework_add"), said, follow=True)
    assert "Record an inspection: Local quality mark" in words(shown)
    assert "Gold" in shown.text
    made = Framework.objects.get(partnership=cast.a)
    assert [part.label for part in made.parts] == ["Overall"]
    assert made not in Framework.objects.of(cast.b)
    with pytest.raises(NotAllowed, match="Choose a framework from the list"):
        inspection_made(cast.b, framework=made, grades={})
    with pytest.raises(NotAllowed, match="of that name and edition already"):
        framework_add(by=None, partnership=cast.a, name="Local quality mark", body="other", grades=[], components=[])


def test_shipped_frameworks_can_be_loaded_again_and_every_scale_is_whole(cast: Cast) -> None:
    frameworks_load(apps)
    before = Framework.objects.count()
    frameworks_load(apps)
    assert Framework.objects.count() == before
    for framework in Framework.objects.filter(partnership=None):
        assert framework.certainty in "PSM"
        assert framework.source
        for part in framework.parts:
            assert len({grade.slug for grade in part.grades}) == len(part.grades) >= 2


def test_the_register_is_read_in_the_same_number_of_queries_for_few_and_many(cast: Cast) -> None:
    client, page = browser(cast.manager), address(cast, "inspection_list")
    client.get(page)
    counts, details = [], []
    for number in range(1, 6):
        made = inspection_made(cast.a, f"Service {number}", agencies=[cast.agency])
        finding_made(made)
        finding_made(made, "Another", agency=cast.agency)
        counts.append(queries(client, page))
        details.append(queries(client, address(cast, "inspection_detail", made.slug)))
    assert counts[0] == counts[-1]
    assert details[0] == details[-1]


def test_a_finding_entered_wrongly_is_taken_out_and_the_trail_keeps_it(cast: Cast) -> None:
    made = inspection_made(cast.a, agencies=[cast.agency])
    finding = finding_made(made)
    page, client = address(cast, "inspection_finding_remove", made.slug, finding.pk), browser(cast.lead)
    assert "Supervision is irregular" in words(client.get(page))
    assert "No area for improvement is recorded." in words(client.post(page, follow=True))
    assert AuditEvent.objects.get(action="inspection_finding_remove").before["text"] == "Supervision is irregular"
    assert client.get(page).status_code == 404
