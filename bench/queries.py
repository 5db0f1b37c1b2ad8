"""The number of queries of a page does not depend on the number of agencies."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from bench.table import Row
from bench.world import Place, client_of, place

FEW, MANY, INDICATORS = 5, 50, 5


@dataclass(frozen=True)
class Page:
    """A page by its URL name, with what its address needs after the partnership."""

    route: str
    arguments: Callable[[Place], list[object]] = lambda _place: []

    def address(self, where: Place) -> str:
        """Return the page's address in a partnership; NoReverseMatch when there is no such page."""
        return reverse(self.route, args=[where.partnership.slug, *self.arguments(where)])


PAGES = (
    Page("overview"),
    Page("collection_list"),
    Page("collection_detail", lambda where: [where.made.collection.pk]),
    Page("return_detail", lambda where: [where.first.pk]),
    Page("return_review", lambda where: [where.first.pk]),
    Page("indicator_list"),
    Page("indicator_detail", lambda _where: ["indicator-1"]),
    Page("agency_list"),
    Page("people_list"),
    Page("area_list"),
    Page("audit_list"),
    Page("contribution_list"),
    Page("priority_list"),
    Page("meeting_list"),
    Page("finance_list"),
    Page("assessment_list"),
    Page("report_list"),
    Page("edition_list"),
)


def measure() -> list[Row]:
    """Open every page in a small and in a large partnership."""
    few = place("few", agencies=FEW, indicators=INDICATORS)
    many = place("many", agencies=MANY, indicators=INDICATORS)
    browsers = {where.partnership.slug: client_of(where.manager) for where in (few, many)}
    return [_row(page, few, many, browsers) for page in PAGES]


def _row(page: Page, few: Place, many: Place, browsers: dict[str, Client]) -> Row:
    what = f"Queries of {page.route}, {FEW} and {MANY} agencies"
    try:
        counts = [_queries(page, where, browsers[where.partnership.slug]) for where in (few, many)]
    except NoReverseMatch:
        return Row(what, "there is no such page", "equal", kept=False)
    return Row(what, " and ".join(map(str, counts)), "equal", kept=counts[0] == counts[1] and 0 not in counts)


def _queries(page: Page, where: Place, browser: Client) -> int:
    """Return how many queries a page takes the second time; 0 when it does not answer."""
    address = page.address(where)
    if browser.get(address).status_code != 200:
        return 0
    with CaptureQueriesContext(connection) as caught:
        browser.get(address)
    return len(caught)
