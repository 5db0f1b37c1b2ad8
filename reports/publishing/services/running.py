"""Running a build: seven stages, each of which commits its progress before the next one begins.

Only the snapshot outlives a crash: it is kept and used again. Everything after it is computed from the snapshot,
so the next worker gets the same bytes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from reports.publishing.disclosing import Controlled, controlled
from reports.publishing.errors import BuildProblem
from reports.publishing.models import Artifact, Build, Stage, Variant
from reports.publishing.policies import BUILD_TRANSITIONS
from reports.publishing.render import (
    Rendered,
    render_csv,
    render_csv_metadata,
    render_document,
    render_page,
    render_pdf_file,
)
from reports.publishing.services.artifacts import Place, artifacts_create, files_discard, files_write
from reports.publishing.services.claims import FREE, build_claim, build_mark, build_request
from reports.publishing.services.disclosure import control_record
from reports.publishing.services.heartbeat import Ending, signs_of_life
from reports.publishing.services.reading import database_closed
from reports.publishing.services.snapshots import snapshot_take
from reports.publishing.source import Source
from reports.studio.models import Report
from safeguarding.lib.charts import drawn_apart
from safeguarding.lib.pdf import verify_pdf
from safeguarding.lib.workflow import Overtaken, advance

Announce = Callable[[Build, Stage], None]


@dataclass
class Work:
    """What the stages hand on: the editions of the snapshot as rendering reads them, and the files made so far."""

    build: Build
    source: Source | None = None
    control: Controlled | None = None
    editions: list[Source] = field(default_factory=list)
    documents: dict[Variant, str] = field(default_factory=dict)
    files: dict[Place, Rendered] = field(default_factory=dict)

    @property
    def read(self) -> Source:
        """Return the snapshot's content; the stage that takes the snapshot has run."""
        if self.source is None:
            raise RuntimeError("A stage ran before the snapshot was taken.")
        return self.source


def build_run(*, build_id: int, worker: str) -> Build | None:
    """Claim a build and run it to its end; None when somebody else has it, it is over or its row is gone."""
    build = Build.objects.select_related("report__partnership", "asked_by").filter(pk=build_id).first()
    if build is None or not build_claim(build=build, worker=worker):
        return None
    return _carried_out(build, _silent)


def build_run_here(
    *, by: User | None, report: Report, worker: str, announce: Announce, makes: Build.Makes = Build.Makes.BOTH
) -> Build | None:
    """Ask for a build and run it in this process; None when a worker is running one already."""
    with transaction.atomic():
        build = build_request(by=by, report=report, makes=makes)
        claimed = build_claim(build=build, worker=worker)
    return _carried_out(build, announce) if claimed else None


def _carried_out(build: Build, announce: Announce) -> Build:
    work = Work(build)
    with Ending(build), signs_of_life(build):
        for stage, run in STAGES:
            announce(build, stage)
            started = _now()
            build_mark(build=build, stage=stage, stage_times={**build.stage_times, stage.value: [started, ""]})
            run(work)
            if build.status == Build.Status.RUNNING:
                build_mark(build=build, stage_times={**build.stage_times, stage.value: [started, _now()]})
    build.refresh_from_db()
    return build


def _snapshot(work: Work) -> None:
    build = work.build
    snapshot = build.snapshot or snapshot_take(by=build.asked_by, report=build.report)
    work.source = Source.of(snapshot)
    build_mark(build=build, snapshot=snapshot, draft=work.source.is_draft)


def _checks(work: Work) -> None:
    problems = work.read.problems()
    if problems:
        raise BuildProblem("The report can not be built. " + " ".join(problems))


def _disclosure(work: Work) -> None:
    build, source = work.build, work.read
    if build.makes != Build.Makes.PUBLIC:
        work.editions.append(source)
    if build.makes == Build.Makes.PARTNERSHIP:
        return
    work.control = controlled(build.report, source.content)
    if work.control.passed:
        work.editions.append(source.public(work.control.public))
    elif build.makes == Build.Makes.PUBLIC:
        raise BuildProblem("There can be no public edition yet. " + " ".join(work.control.problems))


def _render_html(work: Work) -> None:
    with database_closed(), drawn_apart():
        for source in work.editions:
            made = {
                Artifact.Kind.HTML: render_page(source),
                Artifact.Kind.CSV: render_csv(source),
                Artifact.Kind.META: render_csv_metadata(source),
                Artifact.Kind.JSON: Rendered(source.text.encode()),
            }
            work.files.update({(source.variant, kind): rendered for kind, rendered in made.items()})
            work.documents[source.variant] = render_document(source)


def _render_pdf(work: Work) -> None:
    with database_closed():
        for source in work.editions:
            made = render_pdf_file(source, work.documents.pop(source.variant))
            work.files[source.variant, Artifact.Kind.PDF] = Rendered(made)


def _verify(work: Work) -> None:
    for source in work.editions:
        place = (source.variant, Artifact.Kind.PDF)
        verdict = verify_pdf(work.files[place].data)
        if not verdict.ok:
            raise BuildProblem(
                "The PDF was made but did not pass its checks, so it was not kept. " + " ".join(verdict.problems)
            )
        work.files[place] = Rendered(work.files[place].data, pages=verdict.page_count)


def _store(work: Work) -> None:
    names = files_write(build=work.build, files=work.files)
    try:
        _finish(work, names)
    except Overtaken:
        files_discard(names)
        raise


@transaction.atomic
def _finish(work: Work, names: Mapping[Place, str]) -> None:
    build = work.build
    started = build.stage_times[Stage.STORE][0]
    build_mark(build=build, stage_times={**build.stage_times, Stage.STORE.value: [started, _now()]})
    made = artifacts_create(build=build, files=work.files, names=names)
    if work.control:
        public = next((one.sha256 for one in work.editions if one.is_public), "")
        control_record(build=build, control=work.control, sha256=public)
    advance(build, "finish", BUILD_TRANSITIONS, finished_at=timezone.now(), **FREE)
    audit_record(
        by=build.asked_by,
        action="build_done",
        partnership=build.partnership,
        about=build,
        after={
            "snapshot": work.read.sha256,
            "draft": build.draft,
            **{f"{one.variant} {one.kind}": one.sha256 for one in made},
        },
    )


def _digests(files: Iterable[Artifact]) -> dict[str, str]:
    return {f"{one.variant} {one.kind}": one.sha256 for one in files}


STAGES: tuple[tuple[Stage, Callable[[Work], None]], ...] = (
    (Stage.SNAPSHOT, _snapshot),
    (Stage.CHECKS, _checks),
    (Stage.DISCLOSURE, _disclosure),
    (Stage.RENDER_HTML, _render_html),
    (Stage.RENDER_PDF, _render_pdf),
    (Stage.VERIFY, _verify),
    (Stage.STORE, _store),
)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _silent(build: Build, stage: Stage) -> None:
    """Announce nothing: workers show their progress on the build's page."""
