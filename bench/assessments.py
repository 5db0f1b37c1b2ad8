"""A section 175 round of 500 schools and 60 statements: submit, heat map, export, and that queries do not grow."""

import time
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.table import Row
from bench.world import client_of
from partnerships.assessments.entries import RoundPlan
from partnerships.assessments.models import Rating, Response, Round, Site, Statement
from partnerships.assessments.services import round_open, tool_adopt
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from tests.assessments.factories import plan
from tests.factories import AgencyFactory, MembershipFactory, PartnershipFactory, UserFactory

TRUSTS, SCHOOLS, FEW = 10, 500, 10
SUBMIT, HEAT, EXPORT = 1.0, 4.0, 4.0  # seconds of processor time on two cores
PAGES = ("assessment_heat", "assessment_export", "assessment_detail", "assessment_difference")


def measure() -> list[Row]:
    """Measure hand-in of the last school, then the pages that read all of them, against a round of a few schools."""
    manager, held, last = _round("many", SCHOOLS)
    few_manager, few, _ = _round("few", FEW)
    browser = client_of(manager)
    rows = [_timed("Handing in one of 500 schools x 60 statements", SUBMIT, lambda: _hand_in(browser, held, last))]
    for name, label, budget in (
        ("assessment_heat", "Heat map of 500 schools x 60 statements", HEAT),
        ("assessment_export", "Export of 500 schools x 60 statements", EXPORT),
    ):
        rows.append(_timed(label, budget, lambda name=name: _seen(browser, held, name)))
    many, small = _counts(browser, held), _counts(client_of(few_manager), few)
    same = many == small
    rows.append(
        Row(
            "Queries of a round: 10 schools and 500",
            f"{sum(small.values())} and {sum(many.values())}",
            "the same",
            same,
        )
    )
    return rows


def _round(slug: str, schools: int) -> tuple[User, Round, Response]:
    partnership = PartnershipFactory(slug=f"section-175-{slug}")
    manager = UserFactory()
    MembershipFactory(user=manager, partnership=partnership, role=Role.BOARD_MANAGER)
    trusts = [AgencyFactory(partnership=partnership) for _ in range(TRUSTS)]
    names = [(trusts[number % TRUSTS], f"School {number:03}") for number in range(schools)]
    Site.objects.bulk_create(
        Site(agency=trust, slug=name.replace(" ", "-").lower(), name=name) for trust, name in names
    )
    tool = tool_adopt(by=manager, partnership=partnership, key="section-175")
    asked: RoundPlan = plan("Section 175", agencies=trusts, per_site=True)
    held = round_open(by=manager, tool=tool, plan=asked)
    statements = list(Statement.objects.filter(part__tool=tool).values_list("pk", "once"))
    responses = list(held.responses.all())
    Rating.objects.bulk_create(
        (
            Rating(response=row, statement_id=pk, state="scored", score=Decimal(2 + (at + row.pk) % 2))
            for row in responses
            for at, (pk, once) in enumerate(statements)
            if once != bool(row.site_id)
        ),
        batch_size=5000,
    )
    last = next(row for row in responses if row.site_id)
    Response.objects.filter(round=held).exclude(pk=last.pk).update(status="submitted")
    return manager, held, last


def _hand_in(browser: Client, held: Round, row: Response) -> None:
    browser.post(reverse("assessment_hand_in", args=[held.partnership.slug, row.pk]))
    if Response.objects.get(pk=row.pk).status != Response.Status.SUBMITTED:
        raise RuntimeError("The school was not handed in.")


def _seen(browser: Client, held: Round, name: str) -> None:
    answer = browser.get(reverse(name, args=[held.partnership.slug, held.pk]))
    if answer.status_code != 200 or (b"School 499" not in answer.content and answer.get("Content-Encoding") != "gzip"):
        raise RuntimeError(f"{name} did not answer with every school.")


def _timed(what: str, budget: float, action: object) -> Row:
    began = time.process_time()
    action()  # type: ignore[operator]
    took = time.process_time() - began
    return Row(what, f"{took:.2f} s", f"{budget:g} s", took <= budget)


def _counts(browser: Client, held: Round) -> dict[str, int]:
    found = {}
    for name in PAGES:
        browser.get(reverse(name, args=[held.partnership.slug, held.pk]))
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse(name, args=[held.partnership.slug, held.pk]))
        found[name] = len(queries)
    return found
