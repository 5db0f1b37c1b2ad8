"""Child Safeguarding Statements: who signs, when they are in force, when they are overdue."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from partnerships.assessments.models import SafeguardingStatement
from partnerships.assessments.selectors.pledges import pledge_rows
from partnerships.assessments.services import pledge_begin, pledge_changed, pledge_save, pledge_sign
from partnerships.assessments.signatories import CHIEF, Standing, months_after, offices_of
from partnerships.directory.models import Organisation
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.assessments.factories import handed_in, named_round, pledge_made, response_of
from tests.support.cast import Cast


def made(cast: Cast, signed: date | None) -> SafeguardingStatement:
    """Return the council's statement."""
    return pledge_made(cast.lead, handed_in(cast.lead, response_of(named_round(cast), cast.agency)), signed=signed)


def standing(cast: Cast, day: date) -> Standing:
    """Return where the council's statement stands on a day."""
    return next(row.standing for row in pledge_rows(cast.a, day) if row.agency == cast.agency)


def test_offices_follow_the_kind_of_organisation() -> None:
    assert offices_of(Organisation.Kind.EDUCATION) == ("Head", "Chair of governors")
    assert offices_of(Organisation.Kind.VOLUNTARY) == ("Chief executive", "Chair of trustees")
    assert offices_of(Organisation.Kind.POLICE) == (CHIEF,)


@given(st.dates(date(2000, 1, 31), date(2090, 1, 1)), st.integers(min_value=-36, max_value=36))
def test_months_later_is_never_another_month_and_never_after_the_same_day(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_a_statement_must_be_renewed_after_24_months(cast: Cast) -> None:
    today = timezone.localdate()
    made(cast, today)
    renewal = months_after(today, 24)
    assert standing(cast, today) is Standing.IN_FORCE
    assert standing(cast, months_after(renewal, -3)) is Standing.DUE_SOON
    assert standing(cast, renewal) is Standing.DUE_SOON
    assert standing(cast, renewal + timedelta(days=1)) is Standing.OVERDUE


def test_a_material_change_makes_it_overdue_until_a_new_edition_is_signed(cast: Cast) -> None:
    today = timezone.localdate()
    row = made(cast, today - timedelta(days=5))
    with pytest.raises(NotAllowed, match="what has changed"):
        pledge_changed(by=cast.lead, pledge=row, on=today, change=" ")
    pledge_changed(by=cast.lead, pledge=row, on=today, change="We now run a nursery.")
    assert standing(cast, today) is Standing.CHANGED
    heir = pledge_begin(by=cast.lead, agency=cast.agency)
    assert (heir.edition, heir.services) == (2, "We run schools.")
    assert standing(cast, today) is Standing.CHANGED  # a draft does not end what is in force
    pledge_save(by=cast.lead, pledge=heir, version=0, response=row.response, risk_assessed_on=today)
    pledge_sign(by=cast.lead, pledge=heir, office=CHIEF, on=today)
    assert standing(cast, today) is Standing.IN_FORCE
    with pytest.raises(IntegrityError), transaction.atomic():
        SafeguardingStatement.objects.filter(pk=heir.pk).update(changed_on=today)


def test_it_is_signed_by_every_office_after_self_assessment_and_risk_assessment(cast: Cast) -> None:
    cast.agency.organisation.kind = Organisation.Kind.EDUCATION
    cast.agency.organisation.save()
    today = timezone.localdate()
    bare = pledge_begin(by=cast.lead, agency=cast.agency)
    with pytest.raises(NotAllowed, match="Choose the self-assessment it rests on"):
        pledge_sign(by=cast.lead, pledge=bare, office="Head", on=today)
    with pytest.raises(NotAllowed, match="Go on with that one"):
        pledge_begin(by=cast.lead, agency=cast.agency)
    draft = response_of(named_round(cast), cast.agency)
    with pytest.raises(NotAllowed, match="has handed in"):
        pledge_save(by=cast.lead, pledge=bare, version=0, response=draft)
    bare.delete()
    row = pledge_made(cast.lead, handed_in(cast.lead, draft))
    pledge_sign(by=cast.lead, pledge=row, office="Head", on=today)
    assert standing(cast, today) is Standing.DRAFT
    with pytest.raises(NotAllowed, match="signed already"):
        pledge_sign(by=cast.lead, pledge=row, office="Head", on=today)
    with pytest.raises(NotAllowed, match="does not sign"):
        pledge_sign(by=cast.lead, pledge=row, office=CHIEF, on=today)
    with pytest.raises(NotAllowed, match="can not lie ahead"):
        pledge_sign(by=cast.lead, pledge=row, office="Chair of governors", on=today + timedelta(days=1))
    pledge_sign(by=cast.lead, pledge=row, office="Chair of governors", on=today)
    assert standing(cast, today) is Standing.IN_FORCE
    with pytest.raises(NotAllowed, match="does not change"):
        pledge_save(by=cast.lead, pledge=row, version=1, services="Other")
    with pytest.raises(Overtaken):
        pledge_save(by=cast.lead, pledge=row, version=0, displayed_on=today)
    assert pledge_save(by=cast.lead, pledge=row, version=1, displayed_on=today).displayed_on == today


def test_a_statement_from_the_first_word_to_the_list_in_the_browser(cast: Cast) -> None:
    response = handed_in(cast.lead, response_of(named_round(cast), cast.agency))
    client, slug = Client(), cast.a.slug
    client.force_login(cast.lead)
    page = client.post(reverse("assessment_pledge_begin", args=[slug, cast.agency.slug]))["Location"]
    pk = SafeguardingStatement.objects.get().pk
    assert page == reverse("assessment_pledge", args=[slug, pk])
    form = {
        "response": response.pk, "services": "Schools.", "commitment": "We listen.", "risks": "Lone work.",
        "risk_assessed_on-day": "1", "risk_assessed_on-month": "2", "risk_assessed_on-year": "2026", "version": "0",
    }  # fmt: skip
    assert client.post(reverse("assessment_pledge_edit", args=[slug, pk]), form).status_code == 302
    stale = client.post(reverse("assessment_pledge_edit", args=[slug, pk]), {**form, "services": "Other."})
    assert stale.status_code == 409
    assert "Schools." in stale.content.decode()
    client.force_login(cast.reader)
    assert client.get(page).status_code == 404
    client.force_login(cast.lead)
    sign = {"office": CHIEF, "on-day": "3", "on-month": "3", "on-year": "2024"}
    assert client.post(reverse("assessment_pledge_sign", args=[slug, pk]), sign).status_code == 302
    client.force_login(cast.reader)
    assert "Lone work." in client.get(page).content.decode()
    words = client.get(reverse("assessment_pledges", args=[slug])).content.decode()
    assert "1 statement is overdue." in words
    assert "3 March 2026" in words
