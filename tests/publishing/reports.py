"""Reports and builds as publishing's tests need them."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from reports.publishing.canonical import canonical_text, digest
from reports.publishing.models import Artifact, Build, DisclosureControl, DisclosureDecision, Edition, Snapshot, Variant
from reports.publishing.services.disclosure import decision_ask
from reports.studio.assembly import gathered
from reports.studio.models import Report, Section
from reports.studio.services import report_create, report_put_up, report_sign, section_add, slot_add
from safeguarding.lib.facts import Disclosure, Geography, Period, Provenance, Qualifier, Status
from tests.studio.figures import Figures
from tests.studio.samples import checks_answered
from tests.support.cast import Cast

CLA = "returns/cla?at=2018-03-31"
PLANS = "returns/cp-plans?at=2018-03-31"
SHARE = "returns/visits-in-time?period=2017-18"
YEARS = ("2015-16", "2016-17", "2017-18")
# The files of the public edition; those of the partnership's say that they are not for everybody.
FILES = {
    "pdf": b"%PDF-1.7 made",
    "html": b"<p>Body of the edition</p>",
    "csv": b"key,value\r\n",
    "meta": b'{"@context": ""}',
    "json": b"{}",
}
INSIDE = {kind: data + b" inside" for kind, data in FILES.items()}


def figures_made() -> Figures:
    """Return a room with looked-after children at three dates, and figures with every kind of trouble."""
    room = Figures()
    for year, count in ((2016, 260), (2017, 282), (2018, 291)):
        room.add(f"returns/cla?at={year}-03-31", count, "Children looked after at 31 March", as_at=date(year, 3, 31))
    for year, count in zip(YEARS, (412, 455, 401), strict=True):
        room.add(f"returns/referrals?period={year}", count, "Referrals")
    room.add(PLANS, None, "Children on a protection plan", status=Status.SUPPRESSED)
    room.add(
        SHARE,
        "90.5",
        "=Visits made in time",
        qualifier=Qualifier.AT_LEAST,
        geography=Geography(code="E06000033", name="Alderbrook"),
        provenance=Provenance(
            origin="typed", place="return of the council, Q4", agency="Council", entered_by="A person", version=2
        ),
    )
    return room


def report_made(cast: Cast, *, figures: bool = True, **changes: Any) -> Report:
    """Return a draft made through the studio's services, with or without figures."""
    report = report_create(
        by=cast.manager,
        partnership=cast.a,
        slug=changes.pop("slug", "annual-2017-18"),
        title=changes.pop("title", "Annual report 2017-18"),
        period=Period.financial_year(2017),
    )
    _add = {"by": cast.manager, "report": report}
    section_add(**_add, title="Cover", block="cover", numbering=Section.Numbering.UNNUMBERED)
    section_add(**_add, title="Contents", block="contents", numbering=Section.Numbering.UNNUMBERED)
    words = section_add(**_add, title="What the figures say", block="narrative", body=_prose(figures))
    if figures:
        section_add(**_add, title="Referrals", block="chart", parent=words, config=_grid())
    section_add(**_add, title="Where the figures come from", block="source_annex", numbering="appendix")
    slot_add(by=cast.manager, report=report, title="Independent chair", role=Role.CHAIR)
    return report


def report_bare(cast: Cast) -> Report:
    """Return a report without sections: enough where nothing is gathered."""
    return report_create(
        by=cast.manager, partnership=cast.a, slug="bare", title="Bare report", period=Period.financial_year(2017)
    )


def report_signed(cast: Cast, report: Report) -> None:
    """Answer the checks' warnings, put the report up for signing and sign it as the chair."""
    checks_answered(cast, report)
    report_put_up(by=cast.manager, report=report)
    report.refresh_from_db()
    checks_answered(cast, report)
    access = access_of(cast.chair, cast.a)
    report_sign(access=access, slot=report.slots.get(), digest=gathered(report).digest)
    report.refresh_from_db()


def build_made(
    report: Report, by: User | None = None, *, draft: bool = True, status: str = "done", passed: bool = True
) -> Build:
    """Return a build as a worker leaves it, with small stand-ins for the files."""
    text = canonical_text({"report": {"title": report.title}, "digest": "0" * 64, "facts": {}})
    snapshot, _ = Snapshot.objects.get_or_create(
        report=report, sha256=digest(text), defaults={"text": text, "made_at": timezone.now(), "made_by": by}
    )
    done = status == "done"
    build = Build.objects.create(
        report=report,
        number=report.builds.count() + 1,
        status=status,
        draft=draft,
        asked_by=by,
        asked_at=timezone.now(),
        snapshot=snapshot if done else None,
        finished_at=None if status in Build.ACTIVE else timezone.now(),
        heartbeat_at=timezone.now() if status == "running" else None,
        claimed_by="worker one" if status == "running" else "",
        attempts=1 if status == "running" else 0,
        failure="The PDF has no title." if status == "failed" else "",
    )
    if done:
        control_kept(build, passed=passed)
        for kind in FILES:
            file_kept(build, kind, FILES[kind], Variant.PUBLIC)
            file_kept(build, kind, INSIDE[kind], Variant.PARTNERSHIP)
    return build


def control_kept(build: Build, *, passed: bool = True) -> DisclosureControl:
    """Return the record of a disclosure control that hid nothing."""
    return DisclosureControl.objects.create(
        build=build,
        passed=passed,
        hidden=0,
        text=canonical_text({"hidden": []}),
        sha256="0" * 64 if passed else "",
        made_at=timezone.now(),
    )


def file_kept(build: Build, kind: str, data: bytes, variant: Variant) -> Artifact:
    """Return a file of a build, in the storage and in the table."""
    return Artifact.objects.create(
        build=build,
        variant=variant,
        kind=kind,
        file=default_storage.save(f"tests/{build.pk}-{variant}.{kind}", ContentFile(data)),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=3 if kind == "pdf" else None,
    )


def build_published(report: Report, by: User) -> Build:
    """Return a build that is the report's first edition."""
    build = build_made(report, by, draft=False)
    Edition.objects.create(report=report, number=1, build=build, published_at=timezone.now(), published_by=by)
    return build


def decision_made(report: Report, by: User, key: str = CLA, *, shows: bool = True) -> DisclosureDecision:
    """Return a decision that waits for a second person."""
    fact = replace(figures_made().facts[key], disclosure=Disclosure.SMALL_NUMBERS)
    return decision_ask(by=by, report=report, fact=fact, shows=shows, reason="Agreed by the board.")


def _prose(figures: bool) -> str:
    if not figures:
        return "<p>Nothing was counted.</p>"
    return (
        f"<p>On 31 March 2018 there were [[{CLA}]] children looked after; plans: [[{PLANS}]]. "
        f"Visits in time: [[{SHARE}]].</p><ul><li>First</li><li>Second</li></ul>"
    )


def _grid() -> dict[str, Any]:
    return {"caption": "Referrals in the year", "periods": list(YEARS), "kind": "line", "indicators": ["referrals"]}
