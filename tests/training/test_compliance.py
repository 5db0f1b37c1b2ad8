"""Agency compliance: complete before it is handed in, accepted by somebody else, a fact only then."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from partnerships.directory.models import AuditEvent
from partnerships.training.facts import resolve
from partnerships.training.models import Compliance, ComplianceLine
from partnerships.training.policies import COMPLIANCE_TRANSITIONS, SESSION_TRANSITIONS
from partnerships.training.selectors import compliances_of, level_totals
from partnerships.training.services import (
    compliance_accept,
    compliance_ask,
    compliance_reopen,
    compliance_save,
    compliance_send_back,
    compliance_submit,
)
from safeguarding.lib.facts import Fact, FactKey, Period, Status
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.support.cast import Cast
from tests.training.factories import YEAR, compliance_made


def fact(cast: Cast, name: str, level: str = "1") -> Fact | None:
    """Return a fact of 2025-26."""
    key = FactKey(f"training/{name}", {"level": level, "period": "2025-26"})
    return resolve(cast.a, [key]).get(str(key))


def test_asking_twice_makes_one_statement(cast: Cast) -> None:
    first = compliance_ask(by=cast.lead, agency=cast.agency, period=YEAR)
    assert compliance_ask(by=cast.manager, agency=cast.agency, period=YEAR) == first
    assert Compliance.objects.count() == 1


@pytest.mark.parametrize(
    ("levels", "as_at", "words"),
    [
        ({}, True, "Every level has no figures"),
        ({"1": (10, 5, "")}, False, "Say on which day"),
        ({"1": (10, None, "")}, True, "needs both numbers"),
        ({"1": (None, 5, "")}, True, "Level 1 has no figures"),
        ({"1": (10, 11, "")}, True, "11 trained is more than 10 eligible"),
    ],
)
def test_incomplete_or_impossible_figures_can_be_kept_but_not_handed_in(
    cast: Cast, levels: dict[str, tuple[int | None, int | None, str]], as_at: bool, words: str
) -> None:
    made = compliance_ask(by=cast.lead, agency=cast.agency, period=YEAR)
    day = date(2026, 3, 31) if as_at else None
    kept = compliance_save(by=cast.lead, compliance=made, version=1, as_at=day, note="", levels=levels)
    with pytest.raises(NotAllowed, match=words):
        compliance_submit(by=cast.lead, compliance=kept)


def test_whoever_handed_it_in_or_typed_it_can_not_accept_it(cast: Cast) -> None:
    made = compliance_made(cast, until="submitted")
    with pytest.raises(NotAllowed, match="somebody else must accept"):
        compliance_accept(by=cast.lead, compliance=made)
    typed = compliance_ask(by=cast.manager, agency=cast.other_agency, period=YEAR)
    said = {"as_at": date(2026, 3, 31), "note": "", "levels": {"1": (4, 4, "")}}
    typed = compliance_save(by=cast.manager, compliance=typed, version=1, **said)  # type: ignore[arg-type]
    handed_in = compliance_submit(by=cast.other_lead, compliance=typed)
    with pytest.raises(NotAllowed, match="somebody else must accept"):
        compliance_accept(by=cast.manager, compliance=handed_in)
    assert compliance_accept(by=cast.second_manager, compliance=handed_in).status == "accepted"


def test_figures_handed_in_can_not_be_changed_until_they_are_sent_back_with_a_reason(cast: Cast) -> None:
    made = compliance_made(cast, until="submitted")
    said = {"as_at": date(2026, 4, 1), "note": "", "levels": {"1": (1, 1, "")}}
    with pytest.raises(NotAllowed, match="handed in and can not be changed"):
        compliance_save(by=cast.lead, compliance=made, version=made.version, **said)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match="Say why"):
        compliance_send_back(by=cast.manager, compliance=made, reason=" ")
    back = compliance_send_back(by=cast.manager, compliance=made, reason="Level 3 is missing.")
    assert (back.status, back.reason, back.submitted_by) == ("draft", "Level 3 is missing.", None)


def test_a_stale_save_is_refused_and_the_same_save_again_is_no_change(cast: Cast) -> None:
    made = compliance_ask(by=cast.lead, agency=cast.agency, period=YEAR)
    said = {"as_at": date(2026, 3, 31), "note": ""}
    compliance_save(by=cast.lead, compliance=made, version=1, levels={"1": (9, 9, "")}, **said)  # type: ignore[arg-type]
    with pytest.raises(Overtaken):
        compliance_save(by=cast.manager, compliance=made, version=1, levels={"1": (8, 8, "")}, **said)  # type: ignore[arg-type]
    events = AuditEvent.objects.count()
    made.refresh_from_db()
    compliance_save(by=cast.lead, compliance=made, version=1, levels={"1": (9, 9, "")}, **said)  # type: ignore[arg-type]
    assert AuditEvent.objects.count() == events


def test_only_accepted_figures_are_facts_and_reopening_takes_them_back(cast: Cast) -> None:
    made = compliance_made(cast, until="submitted")
    assert fact(cast, "compliance.council.share") is None
    accepted = compliance_accept(by=cast.manager, compliance=made)
    assert fact(cast, "compliance.council.share") is not None
    compliance_reopen(by=cast.manager, compliance=accepted, reason="Two teams were left out.")
    assert fact(cast, "compliance.council.share") is None


def test_a_share_carries_the_day_of_the_count_which_lies_after_the_year(cast: Cast) -> None:
    compliance_made(cast)
    share = fact(cast, "compliance.council.share")
    assert share is not None
    assert (share.text, share.period.label, share.as_at) == ("96.7%", "12 May 2026", date(2026, 5, 12))
    trained = fact(cast, "compliance.council.trained")
    assert trained is not None
    assert trained.provenance.approved_by == "Board manager of A"
    assert trained.provenance.entered_by == "Council lead"
    assert share.provenance.inputs == (trained.key, trained.key.replace(".trained", ".eligible"))


def test_silence_is_told_apart(cast: Cast) -> None:
    compliance_made(cast, l3=(None, None, "not_applicable"), l4=(None, None, "not_collected"))
    for level, status in (("3", Status.NOT_APPLICABLE), ("4", Status.NOT_COLLECTED)):
        for part in ("eligible", "trained", "share"):
            told = fact(cast, f"compliance.council.{part}", level)
            assert told is not None
            assert told.status is status
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplianceLine.objects.filter(level="3").update(eligible=4)


def test_totals_over_agencies_leave_out_those_without_figures(cast: Cast) -> None:
    compliance_made(cast, l3=(None, None, "not_applicable"))
    compliance_made(cast, cast.other_agency, l1=(80, 44, ""), l3=(10, 5, ""))
    share = fact(cast, "compliance-total.share")
    assert share is not None
    assert share.text == "80.0%"  # 116 + 44 of 120 + 80
    assert share.label == "Share of staff trained, 2 agencies, Level 1"
    third = fact(cast, "compliance-total.trained", "3")
    assert third is not None
    assert (third.text, third.provenance.inputs) == (
        "5",
        ("training/compliance.police.trained?level=3&period=2025-26",),
    )
    totals = {total.level: (total.eligible, total.trained) for total in level_totals(list(compliances_of(cast.a)))}
    assert totals["1"] == (200, 160)


def test_figures_and_a_reason_together_are_refused(cast: Cast) -> None:
    made = compliance_ask(by=cast.lead, agency=cast.agency, period=YEAR)
    with pytest.raises(NotAllowed, match="not both"):
        compliance_save(
            by=cast.lead, compliance=made, version=1, as_at=None, note="", levels={"1": (1, 1, "not_available")}
        )


def test_another_year_is_another_statement(cast: Cast) -> None:
    compliance_made(cast)
    other = compliance_ask(by=cast.lead, agency=cast.agency, period=Period.financial_year(2024))
    assert other.status == "draft"


def test_the_diagrams_in_the_documentation_are_the_tables() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "training.md").read_text(encoding="utf-8")
    assert SESSION_TRANSITIONS.diagram() in text
    assert COMPLIANCE_TRANSITIONS.diagram() in text
