"""What leaves the register about one review: only public fields, only what two people let out, as it was then."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import AuditEvent, User
from reviews.cases.models import Case, PublicRecord, RecordRelease, Relation, Theme
from reviews.cases.selectors.records import record_content, records_released, standings_counted
from reviews.cases.services import (
    access_give,
    author_add,
    briefing_add,
    case_change,
    case_relate,
    event_record,
    finding_add,
    impact_record,
    panel_answer_record,
    progress_note,
    publication_draft,
    publication_hold,
    record_prepare,
    record_release,
    record_withdraw,
    subject_add,
    subject_name,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import case_made, coordinator_of, decision_made
from tests.cases.test_learning import noted, recommended
from tests.cases.test_need_to_know import signed_in
from tests.support.cast import Cast

SECRET = "Kept inside"
APRIL = date(2025, 4, 1)


@pytest.fixture
def second(cast: Cast, case: Case, coordinator: User) -> User:
    """Return another coordinator who keeps the case."""
    return second_of(cast, case, coordinator)


def second_of(cast: Cast, case: Case, coordinator: User) -> User:
    person = coordinator_of(cast.a, "Second coordinator")
    access_give(by=coordinator, case=case, person=person, reason="Second pair of eyes", coordinates=True)
    return person


def described(case: Case, by: User, summary: str = "What may be known.", **changes: str) -> None:
    case_change(by=by, case=case, version=case.version, themes=case.themes.all(), public_summary=summary, **changes)


def let_out(case: Case, by: User, second: User, title: str = "Child Q") -> RecordRelease:
    return record_release(by=second, record=record_prepare(by=by, case=case, title=title), reason="Yearly report")


def address(case: Case, name: str, *arguments: int) -> str:
    return reverse(name, args=[case.partnership.slug, case.reference, *arguments])


def secret_case(cast: Cast, coordinator: User) -> Case:
    """Return a case with the secret in every field that may not leave, and something public in every other."""
    case = case_made(coordinator, cast.a, kind="lcspr", began=APRIL, pseudonym=SECRET, summary=SECRET, evidence=SECRET)
    described(case, coordinator, other_boards=SECRET, public_decision="The partners agreed.")
    subject = subject_add(
        by=coordinator, case=case, pseudonym=SECRET, age_band="11_15", exact_age=SECRET, characteristics=SECRET
    )
    subject_name(by=coordinator, subject=subject, name=SECRET, consent_by=SECRET, consent_on=date(2026, 5, 1))
    when = FuzzyDate.read("december 2025")
    event_record(by=coordinator, case=case, kind="published", when=when, evidence=SECRET)
    decision = decision_made(coordinator, case, decided_by=SECRET, rationale=SECRET, paragraph=SECRET, dispute=SECRET)
    panel_answer_record(
        by=coordinator,
        decision=decision,
        stance="agrees",
        verbatim=SECRET,
        answered_on=date(2026, 5, 1),
        goes_ahead=SECRET,
    )
    publication_hold(
        by=coordinator, publication=publication_draft(by=coordinator, case=case), event="delay", reason="A trial"
    )
    finding_add(by=coordinator, case=case, text="A finding.", tone="positive", themes=Theme.objects.all()[:1])
    noted(coordinator, recommended(coordinator, case, cast.agency), "done", date(2026, 6, 1), evidence=SECRET)
    impact_record(by=coordinator, case=case, words="A change.", happened=when, evidence=SECRET)
    author_add(by=coordinator, case=case, role="Independent reviewer", independent=True)
    briefing_add(by=coordinator, case=case, sort="video", title="A film", issued=when, readers=["police"])
    return case


def test_a_record_holds_public_fields_and_nothing_else(cast: Cast, coordinator: User) -> None:
    case = secret_case(cast, coordinator)
    content = record_content(case, "Child Q")
    assert SECRET not in str(content)
    assert case.reference not in str(content)
    assert (content["summary"], content["decision"]) == ("What may be known.", "The partners agreed.")
    assert (content["published"], content["published_days"]) == ("December 2025", ["2025-12-01", "2025-12-31"])
    assert content["recommendations"][0]["progress"][0]["standing_words"] == "Done"
    assert (content["status"], content["reason"]) == ("delayed", "A trial")


def test_the_panel_is_quoted_only_where_it_may_be(cast: Cast, case: Case, coordinator: User) -> None:
    decision = decision_made(coordinator, case)
    for words, quoted in (("Not for print.", False), ("We would not review.", True)):
        panel_answer_record(
            by=coordinator,
            decision=decision,
            stance="disagrees",
            verbatim=words,
            answered_on=date(2026, 5, 1),
            goes_ahead="The partners go ahead.",
            may_be_quoted=quoted,
        )
    (said,) = record_content(case, "Child Q")["panel"]
    assert said == {"stance": "Disagrees", "verbatim": "We would not review.", "on": "2026-05-01"}


def test_two_people_let_a_record_out_through_the_pages(
    case: Case, coordinator: User, keeper: Client, second: User
) -> None:
    refused = keeper.post(address(case, "record_prepare"), {"title": "Child Q"})
    assert "Write the public summary first" in refused.content.decode()
    described(case, coordinator)
    keeper.post(address(case, "record_prepare"), {"title": "Child Q"})
    waiting = PublicRecord.objects.get()
    release = address(case, "record_release", waiting.pk)
    said = {"read": "on", "reason": "Yearly report"}
    assert "another coordinator of the case has to release it" in keeper.post(release, said).content.decode()
    assert "What may be known." in signed_in(second).get(release).content.decode()
    assert signed_in(second).post(release, said).status_code == 302
    (found,) = records_released(case.partnership)
    assert (found.slug, found.title, found.released_by) == ("child-q", "Child Q", "Second coordinator")
    page = keeper.get(address(case, "case_record")).content.decode()
    assert "Printed now" in page
    assert signed_in(second).post(release, said).status_code == 422


def test_nobody_releases_their_own_even_in_sql(case: Case, coordinator: User) -> None:
    described(case, coordinator)
    record = record_prepare(by=coordinator, case=case, title="Child Q")
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordRelease.objects.create(
            partnership=case.partnership,
            case=case,
            slug="x",
            record=record,
            prepared_by=coordinator,
            released_by=coordinator,
            reason="x",
        )


def test_what_is_released_stays_what_was_read(case: Case, coordinator: User, second: User) -> None:
    described(case, coordinator)
    let_out(case, coordinator, second)
    described(case, coordinator, summary="Something new.")
    assert records_released(case.partnership)[0].content["summary"] == "What may be known."
    for table in (PublicRecord, RecordRelease):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.all().delete()


def test_a_record_replaced_while_somebody_reads_it_is_not_released(case: Case, coordinator: User, second: User) -> None:
    described(case, coordinator)
    first = record_prepare(by=coordinator, case=case, title="Child Q")
    record_prepare(by=coordinator, case=case, title="Child Q")
    with pytest.raises(NotAllowed, match="released or replaced"):
        record_release(by=second, record=first, reason="Yearly report")


def test_a_record_taken_back_is_gone_and_comes_back_under_its_old_name(
    case: Case, coordinator: User, keeper: Client, second: User
) -> None:
    described(case, coordinator)
    let_out(case, coordinator, second)
    assert keeper.post(address(case, "record_withdraw"), {"reason": "A family asked"}).status_code == 302
    assert records_released(case.partnership) == []
    with pytest.raises(NotAllowed, match="Nothing about this case"):
        record_withdraw(by=coordinator, case=case, reason="x")
    assert let_out(case, coordinator, second, title="Child Q, again").slug == "child-q"


def test_two_reviews_are_not_printed_under_one_name(cast: Cast, case: Case, coordinator: User, second: User) -> None:
    described(case, coordinator)
    let_out(case, coordinator, second)
    other = case_made(coordinator, cast.a, pseudonym="Other")
    described(other, coordinator)
    with pytest.raises(NotAllowed, match="printed under this name"):
        record_prepare(by=coordinator, case=other, title="Child Q")


def test_an_update_names_the_review_it_follows_by_its_printed_name(
    cast: Cast, case: Case, coordinator: User, second: User
) -> None:
    described(case, coordinator)
    update = case_made(coordinator, cast.a, kind="other", pseudonym="Update")
    case_relate(
        by=coordinator, source=case, target=update, sort=Relation.Sort.UPDATED_BY, scrutiny="Exclusions\nRe-engagement"
    )
    assert record_content(update, "Update")["update_of"] == ""
    let_out(case, coordinator, second)
    content = record_content(update, "Update")
    assert (content["update_of"], content["scrutiny"]) == ("Child Q", ["Exclusions", "Re-engagement"])
    assert record_content(case, "Child Q")["scrutiny"] == ["Exclusions", "Re-engagement"]


def test_standings_are_counted_on_a_day_over_the_released_records(case: Case, coordinator: User, second: User) -> None:
    described(case, coordinator)
    one = recommended(coordinator, case)
    recommended(coordinator, case)
    noted(coordinator, one, "deferred", date(2025, 3, 1))
    noted(coordinator, one, "done", date(2026, 3, 1))
    let_out(case, coordinator, second)
    records = records_released(case.partnership)
    counted = [
        {standing.value: number for standing, number in standings_counted(records, day).items() if number}
        for day in (date(2024, 1, 1), date(2025, 3, 31), date(2026, 3, 31))
    ]
    assert counted == [{"open": 2}, {"open": 1, "deferred": 1}, {"open": 1, "done": 1}]


def test_letting_a_record_out_stays_off_the_partnerships_trail(
    cast: Cast, case: Case, coordinator: User, second: User
) -> None:
    described(case, coordinator)
    let_out(case, coordinator, second)
    assert not AuditEvent.objects.of(cast.a).filter(action__startswith="case_").exists()
    assert AuditEvent.objects.filter(action="case_record_released", partnership=None).count() == 1


def test_progress_words_reach_the_record_without_their_evidence(case: Case, coordinator: User) -> None:
    one = recommended(coordinator, case)
    progress_note(
        by=coordinator,
        recommendation=one,
        noted_on=date(2026, 3, 1),
        standing="done",
        words="Renewed.",
        evidence=SECRET,
    )
    (said,) = record_content(case, "x")["recommendations"][0]["progress"]
    assert said == {"on": "2026-03-01", "standing": "done", "standing_words": "Done", "words": "Renewed."}
