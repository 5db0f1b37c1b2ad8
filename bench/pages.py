"""How long a cell save and a large return take, compared with the least a signed-in page can do."""

import time
from collections.abc import Callable
from statistics import median
from urllib.parse import urlencode

from django.test import override_settings
from django.urls import reverse

from bench.table import Row, ratio
from bench.world import client_of, place
from partnerships.returns.selectors.grid import grid

INDICATORS, ROUNDS = 100, 40
CELL_SAVE, RETURN_PAGE = 3.0, 12.0  # times the minimal view


@override_settings(ROOT_URLCONF="bench.urls")
def measure() -> list[Row]:
    """Measure in turns, so that a busy moment of the machine meets all three."""
    where = place("large", agencies=1, indicators=INDICATORS)
    browser = client_of(where.lead)
    arguments = [where.partnership.slug, where.first.pk]
    sheet, cells = reverse("return_detail", args=arguments), reverse("cell_save", args=arguments)
    cell = next(iter(grid(where.first).by_name.values()))
    said = {"name": cell.name, "status": "value", "lock": str(cell.lock), "value": "0"}

    def save() -> None:
        said["value"] = str(int(said["value"]) + 1)
        answer = browser.post(cells, urlencode(said), content_type="application/x-www-form-urlencoded")  # as grid.js
        if answer.status_code != 200:
            raise RuntimeError(f"The cell was not saved: {answer.status_code} {answer.content[:200]!r}")
        said["lock"] = str(answer.json()["lock"])

    def show() -> None:
        if browser.get(sheet).status_code != 200:
            raise RuntimeError("The return page did not answer.")

    minimal, saving, showing = medians([lambda: browser.get("/minimal/"), save, show])
    return [
        ratio("Saving a cell, compared with a minimal page", saving, minimal, CELL_SAVE),
        ratio(f"A return of {INDICATORS} indicators, compared with a minimal page", showing, minimal, RETURN_PAGE),
    ]


def medians(actions: list[Callable[[], object]]) -> list[float]:
    """Return the median seconds of processor time of each action over rounds in which each has its turn."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(ROUNDS):
        for at, action in enumerate(actions):
            began = time.process_time()
            action()
            times[at].append(time.process_time() - began)
    return [median(one[2:]) for one in times]  # the first rounds fill caches
