"""Build a report in the foreground."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.directory.models import Partnership
from reports.publishing.models import Artifact, Build, Stage, Variant
from reports.publishing.services.running import build_run_here
from reports.publishing.tasks import worker_name
from reports.studio.models import Report


class Command(BaseCommand):
    """The same services as the worker, here and now. Exit code 0 only when a verified PDF lies in the output file."""

    help = "Builds a report and writes the verified PDF to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the partnership's and the report's short names and for the file."""
        parser.add_argument("partnership", help="short name of the partnership, as in its address")
        parser.add_argument("report", help="short name of the report, as in its address")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="where the PDF goes")
        parser.add_argument(
            "--edition",
            choices=Variant.values,
            default=Variant.PARTNERSHIP.value,
            help="public protects small numbers, partnership prints everything (default)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, and copy the PDF."""
        output: Path = options["output"]
        if not output.resolve().parent.is_dir():
            raise CommandError(f"The folder of {output} does not exist. Make it first.")
        report = self._report(options["partnership"], options["report"])
        variant = Variant(options["edition"])
        makes = Build.Makes(variant.value)
        build = build_run_here(by=None, report=report, worker=worker_name(), announce=self._announce, makes=makes)
        if build is None:
            raise CommandError("A worker is building this report at the moment. Wait for it, or stop it on its page.")
        if build.failure:
            raise CommandError(build.failure)
        artifact = build.artifacts.filter(kind=Artifact.Kind.PDF, variant=variant).first()
        if artifact is None:
            raise CommandError("The build ended without this edition. Its page says why.")
        with artifact.file.open("rb") as made:
            output.write_bytes(made.read())
        kind = f"{variant.label.lower()}, {'draft' if build.draft else 'signed report'}"
        self.stdout.write(f"{output}: {artifact.pages} pages, {artifact.size} bytes, {kind}, SHA-256 {artifact.sha256}")

    def _report(self, partnership: str, report: str) -> Report:
        where = Partnership.objects.filter(slug=partnership).first()
        if where is None:
            known = ", ".join(Partnership.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no partnership {partnership!r}. There are: {known}.")
        reports = Report.objects.of(where)
        found = reports.filter(slug=report).select_related("partnership").first()
        if found is None:
            known = ", ".join(reports.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"{where.name} has no report {report!r}. It has: {known}.")
        return found

    def _announce(self, build: Build, stage: Stage) -> None:
        self.stdout.write(f"Build {build.number}: {stage.label}")
