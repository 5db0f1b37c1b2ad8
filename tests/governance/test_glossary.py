"""The register of abbreviations."""

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import AuditEvent
from partnerships.governance.acronyms import USUAL, clashes_in, is_usual, plain_form, written_out
from partnerships.governance.models import GlossaryTerm
from partnerships.governance.selectors import glossary_of
from partnerships.governance.services import term_add
from tests.support.cast import Cast


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def test_an_abbreviation_with_two_meanings_is_allowed_and_flagged(cast: Cast, manager: Client) -> None:
    for expansion in ("Child exploitation", "Chief executive"):
        term_add(by=None, partnership=cast.a, abbreviation="CE", expansion=expansion)
    term_add(by=None, partnership=cast.a, abbreviation="CP", expansion="Child protection")
    assert [(one.abbreviation, one.kind) for one in clashes_in(glossary_of(cast.a))] == [("CE", "two_meanings")]
    page = manager.get(reverse("glossary_list", args=[cast.a.slug])).content.decode()
    assert "CE stands for “Chief executive” and “Child exploitation”." in page
    assert page.count("Two meanings") == 2


def test_one_meaning_is_listed_once(cast: Cast, manager: Client) -> None:
    url, said = reverse("term_add", args=[cast.a.slug]), {"abbreviation": "CP", "expansion": "Child protection"}
    manager.post(url, said)
    assert "already listed with this meaning" in manager.post(url, said).content.decode()


def test_a_term_is_corrected_and_removed_with_a_trace(cast: Cast, manager: Client) -> None:
    term = term_add(by=None, partnership=cast.a, abbreviation="HMIP", expansion="Inspectorate of Prisons")
    other = term_add(by=None, partnership=cast.a, abbreviation="HMIP", expansion="Inspectorate of Probation")
    url = reverse("term_edit", args=[cast.a.slug, term.pk])
    taken = {"abbreviation": "HMIP", "expansion": other.expansion, "note": "", "version": "0"}
    assert "already listed" in manager.post(url, taken).content.decode()
    manager.post(url, {**taken, "expansion": "Inspectorate of Prisons", "note": "Not probation"})
    term.refresh_from_db()
    assert term.note == "Not probation"
    manager.post(url, {"remove": "1"})
    assert not GlossaryTerm.objects.filter(pk=term.pk).exists()
    event = AuditEvent.objects.get(action="glossary_term_remove")
    assert event.before["expansion"] == "Inspectorate of Prisons"


@pytest.mark.parametrize(
    ("terms", "kinds"),
    [
        ([("LADO", "Local area designated officer")], ["unusual"]),
        ([("LADO", "Local Authority Designated Officer")], []),
        ([("NHSE", "NHS Executive")], ["unusual"]),
        ([("HMIP", "Her Majesty's Inspectorate of Prisons")], []),
        ([("HUH", "Homerton hospital"), ("HHFT", "Homerton Hospital")], ["two_forms"]),
        ([("LAC", "Looked-after children"), ("LAC", "Looked after child")], []),
        ([("ASB", "Adult safeguarding board"), ("ASB", "Anti-social behaviour")], ["two_meanings"]),
        ([("XYZ", "Whatever it is")], []),
    ],
)
def test_the_register_says_what_readers_would_stumble_over(terms: list[tuple[str, str]], kinds: list[str]) -> None:
    rows = [GlossaryTerm(abbreviation=short, expansion=expansion) for short, expansion in terms]
    assert sorted(one.kind for one in clashes_in(rows)) == sorted(kinds)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Local Area Designated Officer (LADO) met.", {"LADO": "Local Area Designated Officer"}),
        ("Multi-agency safeguarding hub (MASH)", {"MASH": "Multi-agency safeguarding hub"}),
        ("In June the Care Quality Commission (CQC), the police", {"CQC": "Care Quality Commission"}),
        ("the Department for Education (DfE)", {"DfE": "Department for Education"}),
        ("see chapter two (MASH)", {}),
        ("(MASH) alone", {}),
    ],
)
def test_what_a_text_writes_out_before_brackets_is_read(text: str, found: dict[str, str]) -> None:
    assert written_out(text) == found


def test_every_usual_meaning_is_usual() -> None:
    for short, meanings in USUAL.items():
        assert all(is_usual(short, one.upper()) for one in meanings)
        assert all(plain_form(one) for one in meanings)


def test_usual_terms_are_taken_over_and_no_longer_offered(cast: Cast, manager: Client) -> None:
    url = reverse("term_usual", args=[cast.a.slug])
    page = manager.post(url, {"terms": ["MASH", "LADO"]}, follow=True).content.decode()
    assert "Multi-agency safeguarding hub" in page
    assert 'value="MASH"' not in manager.get(url).content.decode()
    assert manager.post(url, {"terms": ["MASH"]}).status_code == 422


def test_the_slower_of_two_who_correct_a_term_sees_both(cast: Cast, manager: Client) -> None:
    term = term_add(by=None, partnership=cast.a, abbreviation="CP", expansion="Child protection")
    url = reverse("term_edit", args=[cast.a.slug, term.pk])
    said = {"abbreviation": "CP", "expansion": "Child protection plan", "note": "", "version": "0"}
    manager.post(url, said)
    stale = manager.post(url, {**said, "expansion": "Case plan"})
    assert stale.status_code == 409
    assert "Child protection plan" in stale.content.decode()
    assert GlossaryTerm.objects.get().expansion == "Child protection plan"
