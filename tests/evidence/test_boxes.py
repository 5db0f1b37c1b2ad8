"""Capturing evidence through the pages, its kinds, who sees it, and that nothing is lost."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partnerships.directory.models import Agency, AuditEvent, User
from partnerships.evidence.kinds import KINDS, Sort
from partnerships.evidence.models import BoxVersion, EvidenceBox
from partnerships.evidence.policies import details_of, why_not_printed
from partnerships.evidence.selectors import boxes_of
from partnerships.evidence.services import box_change, box_withdraw, tag_change
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.evidence.factories import DAY, DETAILS, box_made, place_made, priority_made, theme_made
from tests.support.cast import Cast


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def posted(kind: str = "evidence", **changes: Any) -> dict[str, Any]:
    """Return what a browser sends for a box of a kind."""
    days = {"happened_on": DAY, **{key: value for key, value in DETAILS.get(kind, {}).items() if hasattr(value, "day")}}
    said = {"heading": "Calls answered sooner", "body": "Nine in ten calls are answered in a minute.", "version": "1"}
    said |= {key: value for key, value in DETAILS.get(kind, {}).items() if key not in days}
    parts = {
        f"{name}-{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")
    }
    return {**said, **parts, **changes}


def wrong(answer: Any) -> list[str]:
    """Return the fields an error stands beside, in the order of the page."""
    return re.findall(r'id="id_([a-z_]+)(?:-error|_error)"', answer.content.decode())


def add(cast: Cast, person: str, kind: str = "evidence", **changes: Any) -> Any:
    url = reverse("evidence_add", args=[cast.a.slug, kind])
    return client_of(getattr(cast, person)).post(url, posted(kind, **changes), follow=True)


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_a_manager_captures_a_box_of_every_kind_in_the_browser(cast: Cast, kind: str) -> None:
    theme, priority, place = theme_made(cast.a), priority_made(cast.a), place_made(cast.a)
    answer = add(cast, "manager", kind, themes=[theme.pk], priorities=[priority.pk], area=place.pk)
    assert answer.status_code == 200, wrong(answer)
    box = EvidenceBox.objects.get()
    assert (box.kind, box.happened_on, box.area, box.agency) == (kind, DAY, place, None)
    assert {tag.name for tag in box.tags.all()} == {"Neglect", "Hear children"}
    page = answer.content.decode()
    for label, words in box.told:
        assert label.replace("'", "&#39;") in page
        assert words in page


def test_an_agency_keeps_its_own_boxes_and_can_not_write_for_another(cast: Cast) -> None:
    add(cast, "contributor", agency=cast.agency.pk)
    assert EvidenceBox.objects.get().agency == cast.agency
    refused = add(cast, "contributor", agency=cast.other_agency.pk, heading="Another")
    assert "agency" in wrong(refused)
    assert "agency" in wrong(add(cast, "contributor", heading="Nobody's"))
    assert EvidenceBox.objects.count() == 1


def test_managers_and_the_chair_read_every_box_and_agencies_their_own(cast: Cast) -> None:
    box_made(cast.a, agency=cast.agency, heading="Council box")
    box_made(cast.a, agency=cast.other_agency, heading="Police box")
    box_made(cast.a, heading="Box of the partnership")
    box_made(cast.b, heading="Box of next door")
    seen = {}
    for person in ("manager", "chair", "lead", "other_lead", "manager_of_b"):
        partnership = cast.b if person == "manager_of_b" else cast.a
        page = client_of(getattr(cast, person)).get(reverse("evidence_list", args=[partnership.slug])).content.decode()
        seen[person] = [
            name for name in ("Council box", "Police box", "Box of the partnership", "next door") if name in page
        ]
    assert seen == {
        "manager": ["Council box", "Police box", "Box of the partnership"],
        "chair": ["Council box", "Police box", "Box of the partnership"],
        "lead": ["Council box"],
        "other_lead": ["Police box"],
        "manager_of_b": ["next door"],
    }


def test_the_list_is_narrowed_by_kind_theme_priority_area_and_agency(cast: Cast) -> None:
    theme, priority, place = theme_made(cast.a), priority_made(cast.a), place_made(cast.a)
    box_made(cast.a, "voice", heading="Wanted", tags=[theme, priority], area=place, agency=cast.agency)
    box_made(cast.a, "voice", heading="Other", tags=[theme])
    url = reverse("evidence_list", args=[cast.a.slug])
    client = client_of(cast.manager)
    for query in ("priority=plan-1", "kind=voice&theme=neglect&area=hillside", "agency=council"):
        page = client.get(f"{url}?{query}").content.decode()
        assert "Wanted" in page, query
        assert "Other" not in page, query
    assert "No box fits" in client.get(f"{url}?kind=quote").content.decode()
    assert client.get(f"{url}?kind=nonsense").status_code == 422


def test_names_birth_dates_and_nhs_numbers_are_asked_about_in_every_free_text(cast: Cast) -> None:
    words = "Mr Sampleson, born 3 March 2019, NHS number 943 476 5919, was heard."
    said = {"heading": "A talk with Mrs Sampleson", "body": words, "changed": "Dr Sampleson was told.", "agency": ""}
    answer = add(cast, "manager", "voice", **said)
    assert not EvidenceBox.objects.exists()
    assert set(wrong(answer)) == {"heading", "body", "changed"}
    assert "I have checked: what was found in the text identifies nobody" in answer.content.decode()
    add(cast, "manager", "voice", **said, confirmed="on")
    assert EvidenceBox.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answered": "500"}, "answered"),
        ({"answered": ""}, "answered"),
        ({"agreed": "161"}, "agreed"),
        ({"printed_share": "75"}, "printed_share"),
        ({"asked": "-1"}, "asked"),
        ({"mechanism": ""}, "mechanism"),
        ({"polarity": "cheerful"}, "polarity"),
        ({"changed_on-day": "31", "changed_on-month": "2", "changed_on-year": "2026"}, "changed_on"),
        ({"body": ""}, "body"),
        ({"heading": ""}, "heading"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(cast: Cast, changes: dict[str, str], field: str) -> None:
    answer = add(cast, "manager", "voice", **changes)
    assert wrong(answer) == [field]
    assert not EvidenceBox.objects.exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_details_keep_only_the_fields_of_the_kind_and_refuse_values_of_another_sort(kind: Any) -> None:
    given = {field.key: _sample(field) for field in kind.fields}
    assert set(details_of(kind, {**given, "stray": "x"})) == set(given)
    for field in kind.fields:
        if field.sort in (Sort.CHOICE, Sort.COUNT, Sort.PERCENT, Sort.DAY):
            with pytest.raises(NotAllowed) as refused:
                details_of(kind, {**given, field.key: "nonsense"})
            assert refused.value.code == field.key
        if field.required:
            with pytest.raises(NotAllowed):
                details_of(kind, {**given, field.key: ""})


def _sample(field: Any) -> Any:
    if field.sort is Sort.CHOICE:
        return field.choices[0][0]
    return {Sort.COUNT: 3, Sort.PERCENT: "12.5", Sort.DAY: "2026-06-12", Sort.TICK: True}.get(field.sort, "words")


def test_a_double_click_keeps_one_box(cast: Cast) -> None:
    assert box_made(cast.a).pk == box_made(cast.a).pk
    assert EvidenceBox.objects.count() == 1


def test_every_saving_is_kept_shown_word_by_word_and_in_the_audit_trail(cast: Cast) -> None:
    box = box_made(cast.a, agency=cast.agency, by=cast.lead)
    url = reverse("evidence_edit", args=[cast.a.slug, box.slug])
    said = posted(body="Calls are answered much sooner.", agency=cast.agency.pk, source="Audit of May 2026")
    page = client_of(cast.lead).post(url, said, follow=True).content.decode()
    assert '<ins><span class="govuk-visually-hidden">added: </span>much</ins>' in page
    assert "Heading: Evidence one became Calls answered sooner." in page
    assert "Where it comes from: nothing became Audit of May 2026." in page
    assert [version.number for version in box.versions.all()] == [2, 1]
    events = AuditEvent.objects.filter(action__startswith="evidence_box").order_by("number")
    assert [event.action for event in events] == ["evidence_box_capture", "evidence_box_change"]
    with pytest.raises(IntegrityError), transaction.atomic():
        BoxVersion.objects.update(content={})


def test_the_slower_of_two_editors_is_shown_both_wordings(cast: Cast) -> None:
    box = box_made(cast.a)
    said = {"heading": box.heading, "happened_on": DAY, "details": {}}
    box_change(by=cast.second_manager, box=box, version=1, body="<p>Theirs.</p>", **said)
    url = reverse("evidence_edit", args=[cast.a.slug, box.slug])
    answer = client_of(cast.manager).post(url, posted(heading=box.heading, body="Mine."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    again = {**posted(heading=box.heading, body="Mine and theirs."), "version": "2"}
    assert client_of(cast.manager).post(url, again).status_code == 302
    with pytest.raises(Overtaken):
        box_change(by=cast.manager, box=box, version=1, body="<p>Late.</p>", **said)


def test_a_box_is_withdrawn_with_a_reason_and_restored_never_deleted(cast: Cast) -> None:
    box = box_made(cast.a)
    client, where = client_of(cast.manager), [cast.a.slug, box.slug]
    assert "Say why the box is withdrawn" in client.post(reverse("evidence_withdraw", args=where)).content.decode()
    client.post(reverse("evidence_withdraw", args=where), {"reason": "It was counted twice."})
    box.refresh_from_db()
    assert why_not_printed(box) == "It was withdrawn: It was counted twice."
    assert client.post(reverse("evidence_edit", args=where), posted()).status_code == 422
    assert "already" not in client.post(reverse("evidence_withdraw", args=where), {"reason": "Again"}).content.decode()
    client.post(reverse("evidence_restore", args=where))
    box.refresh_from_db()
    assert why_not_printed(box) == ""


@pytest.mark.parametrize(
    ("consent", "printed"), [("given", True), ("published", True), ("asked", False), ("refused", False)]
)
def test_a_quote_is_printed_only_with_consent(cast: Cast, consent: str, printed: bool) -> None:
    box = box_made(cast.a, "quote", details={"consent": consent})
    assert bool(why_not_printed(box)) is not printed


def test_a_retired_theme_stays_on_its_boxes_but_can_not_be_chosen_again(cast: Cast) -> None:
    theme = theme_made(cast.a)
    box = box_made(cast.a, tags=[theme])
    tag_change(by=cast.manager, tag=theme, version=1, name="Neglect", retired_on=DAY)
    client = client_of(cast.manager)
    assert "Neglect" in client.get(reverse("evidence_box", args=[cast.a.slug, box.slug])).content.decode()
    assert "Neglect" not in client.get(reverse("evidence_add", args=[cast.a.slug, "evidence"])).content.decode()
    url = reverse("evidence_edit", args=[cast.a.slug, box.slug])
    assert "Neglect" in client.get(url).content.decode()
    client.post(url, posted(themes=[theme.pk]))
    box.refresh_from_db()
    assert (box.heading, [str(tag) for tag in box.tags.all()]) == ("Calls answered sooner", ["Neglect"])


def test_the_box_of_an_agency_that_left_can_still_be_mended(cast: Cast) -> None:
    box = box_made(cast.a, agency=cast.agency)
    Agency.objects.filter(pk=cast.agency.pk).update(left_on=date(2026, 1, 1))
    url = reverse("evidence_edit", args=[cast.a.slug, box.slug])
    client_of(cast.manager).post(url, posted(agency=cast.agency.pk))
    box.refresh_from_db()
    assert (box.heading, box.agency) == ("Calls answered sooner", cast.agency)


def test_a_priority_is_renamed_under_the_key_of_the_room_that_owns_it(cast: Cast) -> None:
    box = box_made(cast.a, tags=[priority_made(cast.a)])
    priority_made(cast.a, name="Hear every child")
    assert [str(tag) for tag in box.tags.all()] == ["Hear every child"]


def test_tags_and_agencies_of_another_partnership_are_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        box_made(cast.a, agency=cast.agency_of_b)
    with pytest.raises(NotAllowed):
        box_made(cast.a, tags=[theme_made(cast.b)])


@pytest.mark.parametrize("count", [2, 24])
def test_the_list_takes_the_same_queries_for_two_boxes_and_twenty_four(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    theme = theme_made(cast.a)
    for number in range(count):
        box_made(cast.a, heading=f"Box {number}", tags=[theme], agency=cast.agency)
    client, url = client_of(cast.manager), reverse("evidence_list", args=[cast.a.slug])
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)
    with django_assert_num_queries(2):
        [str(box.tags.all()) + box.whose + box.where for box in boxes_of(cast.a)]


def test_a_withdrawn_box_can_not_be_withdrawn_by_a_service_without_a_reason(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        box_withdraw(by=cast.manager, box=box_made(cast.a), reason="  ")


@pytest.mark.parametrize("field", ["area", "tags", "details"])
def test_boxes_that_differ_in_one_field_are_both_kept(cast: Cast, field: str) -> None:
    other = {"area": place_made(cast.a), "tags": [theme_made(cast.a)], "details": {"age_band": "15_to_17"}}
    for changes in ({}, {field: other[field]}, {field: other[field]}):
        box_made(cast.a, "voice", **changes)
    assert EvidenceBox.objects.count() == 2


def test_a_box_can_not_be_about_a_day_that_has_not_come(cast: Cast) -> None:
    assert "happened_on" in wrong(add(cast, "manager", **{"happened_on-year": "2131"}))
    assert not EvidenceBox.objects.exists()
