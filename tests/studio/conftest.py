"""What the studio's tests share: figures of an invented room, and a report made through the services."""

import pytest

from reports.studio import providers
from reports.studio.models import Report
from reports.studio.services import report_create
from safeguarding.lib.facts import Period
from tests.studio.figures import Figures
from tests.support.cast import Cast


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """Return the only room the studio asks in this test, with looked-after children at three dates."""
    room = Figures()
    room.add("returns/cla?at=2016-03-31", 260, "Children looked after at 31 March")
    room.add("returns/cla?at=2017-03-31", 282, "Children looked after at 31 March")
    room.add("returns/cla?at=2018-03-31", 291, "Children looked after at 31 March")
    monkeypatch.setattr(providers, "PROVIDERS", (room.provider(),))
    return room


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return an empty draft of partnership A."""
    return report_create(
        by=cast.manager,
        partnership=cast.a,
        slug="annual-2017-18",
        title="Annual report",
        period=Period.financial_year(2017),
    )
