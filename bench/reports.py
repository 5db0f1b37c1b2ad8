"""A report from the database to the verified file, compared with WeasyPrint alone; and the memory it takes."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML

from bench.table import Row, ratio
from demonstration.southend.loading import reference_load
from reports.publishing.models import Build
from reports.publishing.render.documents import STYLESHEETS
from reports.publishing.services import running
from reports.studio.models import Report
from tests.support.worker import database_url

PIPELINE, MEMORY = 1.25, 400  # times WeasyPrint, MB
ROUNDS = 2


def measure() -> list[Row]:
    """Build the reference report in turns with WeasyPrint on the same HTML, then in processes of their own."""
    founded, _loaded = reference_load(password=None)
    report = Report.objects.of(founded.partnership).get()
    editions = [(Build.Makes.PARTNERSHIP, "the partnership edition"), (Build.Makes.PUBLIC, "the public edition")]
    return [
        *(_pipeline(_Build(report, makes), name) for makes, name in editions),
        _memory("Peak memory, reference report", ["manage.py", "report_build", report.partnership.slug, report.slug]),
        _memory("Peak memory, 160 pages", ["-m", "bench.long_report"]),
    ]


class _Build:
    """Runs the pipeline as a worker does for one edition, and keeps the HTML it gave to WeasyPrint."""

    def __init__(self, report: Report, makes: Build.Makes) -> None:
        self.report = report
        self.makes = makes
        self.document = ""

    def __call__(self) -> None:
        with patch.object(running, "render_pdf_file", wraps=running.render_pdf_file) as rendering:
            build = running.build_run_here(
                by=None, report=self.report, worker="bench", announce=lambda *_: None, makes=self.makes
            )
        if build is None or build.failure:
            raise RuntimeError(build.failure if build else "Another process builds the report.")
        self.document = rendering.call_args.args[1]


def _pipeline(build: _Build, name: str) -> Row:
    pipeline, alone = [], []
    for _ in range(ROUNDS):
        pipeline.append(_seconds(build))
        alone.append(_seconds(partial(_weasyprint, build)))
    return ratio(f"Building {name}, compared with WeasyPrint alone", min(pipeline), min(alone), PIPELINE)


def _weasyprint(build: _Build) -> None:
    sheets = [CSS(filename=finders.find(name)) for name in STYLESHEETS]
    HTML(string=build.document).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1", pdf_tags=True)


def _seconds(action: Callable[[], object]) -> float:
    began = sum(os.times()[:4])
    action()
    return sum(os.times()[:4]) - began  # processor time, of child processes too


def _memory(what: str, arguments: list[str]) -> Row:
    """Run Python with these arguments and return the most memory it had at once."""
    output = Path(settings.VAR_DIR) / "bench.pdf"
    environment = {**os.environ, "DATABASE_URL": database_url()}
    child = subprocess.Popen(
        [sys.executable, *arguments, "--output", str(output)], env=environment, stdout=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        return Row(what, f"exit code {child.returncode}", f"{MEMORY} MB", kept=False)
    peak = usage.ru_maxrss / 1024
    return Row(what, f"{peak:.0f} MB", f"{MEMORY} MB", kept=peak <= MEMORY)
