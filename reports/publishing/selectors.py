"""Reads of publishing: what the pages show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from partnerships.directory.models import Partnership
from reports.publishing.models import Artifact, Build, DisclosureDecision, Edition, Stage, Variant
from reports.publishing.policies import has_failed, is_over, may_cancel
from reports.studio.models import Report


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a build is, in words. `over` means nothing will change any more.

    `steps` are the stages as the progress component wants them: name, state (done, current, waiting, failed), note.
    """

    build: Build
    sentence: str
    steps: list[dict[str, str]]
    over: bool
    can_be_stopped: bool
    can_be_repeated: bool


def builds_of(report: Report) -> "QuerySet[Build]":
    """Return a report's builds, newest first, with what a list of them shows. Three queries whatever their number."""
    rows = Build.objects.filter(report=report).select_related("report", "asked_by", "edition", "snapshot", "control")
    return rows.prefetch_related("artifacts")


def editions_of(partnership: Partnership) -> "QuerySet[Edition]":
    """Return everything a partnership has published, newest first."""
    rows = Edition.objects.of(partnership).select_related("report", "build__report", "build__snapshot")
    return rows.prefetch_related("build__artifacts")


def artifact_by_digest(sha256: str) -> Artifact | None:
    """Return the published PDF with this digest, of any partnership: whoever holds the file may ask about it.

    Only public editions were issued; nobody learns here that a file is a partnership's own.
    """
    issued = Artifact.objects.filter(kind=Artifact.Kind.PDF, variant=Variant.PUBLIC, sha256=sha256)
    issued = issued.filter(build__edition__isnull=False)
    return issued.select_related("build__edition", "build__report__partnership").first()


def progress_of(build: Build) -> Progress:
    """Return how far a build is. No query: the build's row says it."""
    return Progress(
        build=build,
        sentence=_sentence(build),
        steps=[_step(build, stage) for stage in _shown(build)],
        over=is_over(build),
        can_be_stopped=may_cancel(build),
        can_be_repeated=has_failed(build),
    )


def in_sentence(label: str) -> str:
    """Return a label as it reads in the middle of a sentence: only its first letter changes."""
    return label[:1].lower() + label[1:]


def _shown(build: Build) -> list[Stage]:
    # A build that ended early shows how far it came, and nothing that will never happen.
    stages = list(Stage)
    if not has_failed(build):
        return stages
    return stages[: stages.index(Stage(build.stage)) + 1] if build.stage else []


def _sentence(build: Build) -> str:
    if build.status == Build.Status.WAITING and build.sent_at is None:
        return (
            "The build is waiting. The queue can not be reached at the moment, or the build has just been given back "
            "by a worker that stopped. It starts by itself; you need not do anything."
        )
    again = f" This is attempt {build.attempts}: an earlier one stopped." if build.attempts > 1 else ""
    return {
        Build.Status.WAITING.value: "The build is waiting for a worker. It starts by itself.",
        Build.Status.RUNNING.value: f"The report is being built: {in_sentence(build.get_stage_display())}.{again}",
        Build.Status.DONE.value: "The report is built. The files are below.",
        Build.Status.FAILED.value: "The report could not be built.",
        Build.Status.CANCELLED.value: "The build was stopped. No file was kept.",
    }[build.status]


def _step(build: Build, stage: Stage) -> dict[str, str]:
    started, finished = build.stage_times.get(stage.value, ["", ""])
    step = {"name": stage.label, "state": "waiting", "note": ""}
    if finished and build.status != Build.Status.WAITING:
        return {**step, "state": "done", "note": _took(started, finished)}
    at_it = {Build.Status.RUNNING.value: "current", Build.Status.FAILED.value: "failed"}
    return {**step, "state": at_it.get(build.status, "waiting")} if build.stage == stage else step


def _took(started: str, finished: str) -> str:
    seconds = (datetime.fromisoformat(finished) - datetime.fromisoformat(started)).total_seconds()
    return f"{seconds:.1f} seconds" if seconds >= 0.1 else ""


def build_rows() -> QuerySet[Build]:
    """Return builds with what a page prints about them; the view keeps its own partnership's."""
    return Build.objects.select_related("report__partnership", "asked_by", "snapshot", "edition", "control")


def decisions_of(report: Report) -> "QuerySet[DisclosureDecision]":
    """Return what people asked about a report's figures, newest first, with what a page prints about it."""
    rows = DisclosureDecision.objects.filter(report=report)
    return rows.select_related("report__partnership", "asked_by", "decided_by")
