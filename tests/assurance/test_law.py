"""The law behind the report: editions, passages with their source, and a partnership's own words."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnerships.assurance.models import LocalText
from partnerships.assurance.services import text_reword
from partnerships.assurance.statute import editions, editions_in_force, replaced_within, shipped_texts, texts_of
from partnerships.directory.models import AuditEvent, Partnership
from reviews.cases.guidance.editions import EDITIONS
from safeguarding.lib.facts import Period
from tests.assurance.doors import address, browser, words
from tests.support.cast import Cast


def test_editions_have_the_keys_days_and_titles_of_the_case_register() -> None:
    theirs = {spec.slug: (spec.starts_on, spec.title) for spec in EDITIONS}
    for edition in editions():
        assert theirs[edition.slug] == (edition.starts_on, edition.title)


def test_every_edition_says_why_the_report_is_published_and_each_text_has_its_source() -> None:
    for edition in editions():
        texts = shipped_texts(edition.slug)
        assert "report" in {text.section for text in texts}
        assert len({text.section for text in texts}) == len(texts)
        for text in texts:
            assert text.source
            assert text.sure
            assert text.body.startswith("<")


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (date(2012, 1, 1), "wt-2013"),
        (date(2015, 3, 25), "wt-2013"),
        (date(2015, 3, 26), "wt-2015"),
        (date(2019, 3, 31), "wt-2018"),
        (date(2023, 12, 15), "wt-2023"),
        (date(2026, 3, 31), "wt-2026"),
    ],
)
def test_a_day_has_its_edition(cast: Cast, day: date, slug: str) -> None:
    assert [one.slug for one in editions_in_force(cast.a, day)] == [slug]


def test_a_board_of_adults_reads_the_care_act_and_a_combined_one_both(cast: Cast) -> None:
    day = date(2026, 1, 1)
    cast.a.kind = Partnership.Kind.ADULTS
    assert [one.slug for one in editions_in_force(cast.a, day)] == ["care-act-2014"]
    cast.a.kind = Partnership.Kind.COMBINED
    assert [one.slug for one in editions_in_force(cast.a, day)] == ["wt-2023", "care-act-2014"]


def test_an_edition_that_ended_within_the_period_is_named_with_its_last_day(cast: Cast) -> None:
    period = Period.span(date(2017, 9, 1), date(2019, 3, 31))
    edition = editions_in_force(cast.a, period.end)[0]
    assert [(former.slug, last) for former, last in replaced_within(edition, period)] == [("wt-2015", date(2018, 7, 3))]
    assert replaced_within(edition, Period.financial_year(2019)) == []


def test_own_words_replace_the_shipped_ones_and_empty_ones_go_back(cast: Cast) -> None:
    client, page = browser(cast.manager), address(cast, "statute_edit", "wt-2023", "report")
    said = {"body": "Our **own** words.\n\n- one\n- two", "why": "Plainer", "version": "0"}
    shown = words(client.post(page, said, follow=True))
    assert "Our <strong>own</strong> words." in shown
    assert "Own wording 1." in shown
    other = {text.section: text for text in texts_of(cast.b, "wt-2023")}
    assert "Our" not in other["report"].body
    client.post(page, {"body": "", "why": "The portal's words are fine", "version": "1"})
    text = next(one for one in texts_of(cast.a, "wt-2023") if one.section == "report")
    assert text.number == 0
    assert AuditEvent.objects.filter(action="statutory_text_reword").count() == 2


def test_wordings_saved_meanwhile_are_shown_beside_ones_own_and_never_change(cast: Cast) -> None:
    text = next(one for one in texts_of(cast.a, "wt-2023") if one.section == "report")
    made = text_reword(
        by=cast.second_manager, partnership=cast.a, text=text, body="<p>Theirs</p>", why="Plainer", number=0
    )
    said = {"body": "Mine", "why": "Shorter", "version": "0"}
    answer = browser(cast.manager).post(address(cast, "statute_edit", "wt-2023", "report"), said)
    assert answer.status_code == 409
    assert "Theirs" in words(answer)
    assert "Mine</textarea>" in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalText.objects.filter(pk=made.pk).update(body="<p>Changed</p>")


def test_a_passage_the_partnership_does_not_have_is_not_found(cast: Cast) -> None:
    client = browser(cast.manager)
    for edition, section in (("care-act-2014", "report"), ("wt-2023", "nonsense"), ("wt-1999", "report")):
        assert client.get(address(cast, "statute_edit", edition, section)).status_code == 404


def test_script_in_own_words_is_taken_out(cast: Cast) -> None:
    said = {"body": "<script>alert(1)</script>Words", "why": "Test", "version": "0"}
    browser(cast.manager).post(address(cast, "statute_edit", "wt-2023", "report"), said)
    assert "<script" not in LocalText.objects.get().body


def test_readers_see_each_edition_with_its_source_and_how_sure_it_is(cast: Cast) -> None:
    page = words(browser(cast.reader).get(address(cast, "statute_list"), {"edition": "wt-2013"}))
    assert "Local Safeguarding Children Boards Regulations 2006, regulation 5" in page
    assert "How sure: secondary source." in page
    assert "Change the wording" not in page
    assert "In force" in page
