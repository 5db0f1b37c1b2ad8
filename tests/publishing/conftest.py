"""What publishing's tests share: a report with words, figures and signatures, and a storage of its own."""

from pathlib import Path
from typing import Any

import pytest

from reports.studio import providers
from reports.studio.models import Report
from tests.publishing.reports import figures_made, report_made
from tests.studio.figures import Figures
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def storage(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Path:
    """Keep files of this test apart and return their folder; a worker process keeps to the common one."""
    if request.node.get_closest_marker("worker"):
        return Path(settings.MEDIA_ROOT)
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """Return the only room the studio asks in this test."""
    room = figures_made()
    monkeypatch.setattr(providers, "PROVIDERS", (room.provider(),))
    return room


@pytest.fixture
def report(cast: Cast, figures: Figures) -> Report:
    """Return a draft of partnership A with every kind of section and one signature to be given."""
    return report_made(cast)
