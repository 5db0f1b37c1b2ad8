"""Reads of the studio that span models."""

from django.db.models import Count, Q, QuerySet

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.roles import ROLES
from partnerships.directory.models import Agency, Partnership, User
from reports.studio.models import CheckAnswer, Comment, Report, Section, SectionVersion, SignatureSlot


def reports_of(partnership: Partnership) -> QuerySet[Report]:
    """Return the partnership's reports, newest first, ready to be gathered."""
    return Report.objects.of(partnership).select_related("partnership__area")


def report_rows(partnership: Partnership) -> QuerySet[Report]:
    """Return the reports with `section_count`, for a list."""
    standing = Count("sections", filter=Q(sections__removed_at__isnull=True))
    return reports_of(partnership).annotate(section_count=standing)


def sections_of(report: Report) -> list[Section]:
    """Return the sections that stand in the report; one query."""
    return list(report.sections.standing().select_related("assignee", "agency__organisation"))


def section_rows(partnership: Partnership) -> QuerySet[Section]:
    """Return the standing sections of all reports of a partnership, each with its report."""
    rows = Section.objects.of(partnership).standing()
    return rows.select_related("report__partnership__area", "assignee", "agency__organisation")


def slots_with_signatures(report: Report) -> list[SignatureSlot]:
    """Return the signatures the report needs and has; two queries."""
    slots = report.slots.select_related("agency__organisation")
    return list(slots.prefetch_related("signatures__signed_by"))


def slot_rows(partnership: Partnership) -> QuerySet[SignatureSlot]:
    """Return the signature slots of all reports of a partnership."""
    return SignatureSlot.objects.of(partnership).select_related("report__partnership__area", "agency__organisation")


def versions_of(section: Section) -> list[SectionVersion]:
    """Return every version of a section, newest first."""
    return list(section.versions.select_related("saved_by"))


def comments_of(section: Section) -> list[Comment]:
    """Return the comments on a section, oldest first."""
    return list(section.comments.select_related("made_by", "settled_by"))


def comment_rows(partnership: Partnership) -> QuerySet[Comment]:
    """Return the comments of a partnership's reports."""
    return Comment.objects.of(partnership).select_related("section__report__partnership")


def open_comment_counts(report: Report) -> dict[int, int]:
    """Return the number of open comments by section id; one query."""
    open_now = Comment.objects.filter(section__report=report, section__removed_at__isnull=True, settled_at__isnull=True)
    counted = open_now.values("section_id").annotate(count=Count("id"))
    return {row["section_id"]: row["count"] for row in counted.order_by()}


def answers_of(report: Report) -> dict[str, CheckAnswer]:
    """Return the accepted warnings by fingerprint; one query."""
    return {answer.fingerprint: answer for answer in report.answers.select_related("answered_by")}


def writers_of(partnership: Partnership) -> QuerySet[User]:
    """Return the people who can write sections: those whose roles edit reports or write the foreword."""
    roles = [
        spec.role for spec in ROLES if {Permission.REPORT_EDIT, Permission.REPORT_FOREWORD} & set(spec.permissions)
    ]
    held = partnership.membership_set.current().filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("user")).order_by("name")


def agencies_of(partnership: Partnership) -> QuerySet[Agency]:
    """Return the partnership's agencies."""
    return Agency.objects.of(partnership).select_related("organisation")
