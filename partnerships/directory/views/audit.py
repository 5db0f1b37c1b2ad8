"""The audit trail, to read and to take away."""

import csv
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.filters import AuditFilter
from partnerships.directory.models import AuditEvent
from partnerships.directory.selectors import audit_events
from partnerships.directory.selectors.sentences import deed_of, sentence_of
from partnerships.directory.services.audit import audit_record
from partnerships.directory.views.base import WRONG
from safeguarding.lib.spreadsheets import safe_cell

PER_PAGE = 50
HEADINGS = ("Number", "When", "Who", "What", "Action", "About", "Before", "After", "Address", "Request", "Hash")


class AuditList(PartnershipView):
    """Who did what, newest first."""

    permission = Permission.AUDIT_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of what the filter keeps."""
        found = AuditFilter(request.GET, queryset=audit_events(self.partnership))
        valid = found.form.is_valid()
        page = Paginator(found.qs if valid else found.queryset.none(), PER_PAGE).get_page(request.GET.get("page"))
        kept = request.GET.copy()
        kept.pop("page", None)
        return self.page(
            "directory/audit_list.html",
            200 if valid else WRONG,
            form=found.form,
            page=page,
            rows_shown=[(event, deed_of(event)) for event in page],
            kept=kept.urlencode(),
        )


class AuditExport(PartnershipView):
    """The same as a CSV file. Taking it away is an event too."""

    permission = Permission.AUDIT_VIEW

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Send the rows the filter keeps, a few at a time."""
        found = AuditFilter(request.GET, queryset=audit_events(self.partnership))
        rows = found.qs if found.form.is_valid() else found.queryset.none()
        audit_record(
            by=self.person,
            action="audit_exported",
            partnership=self.partnership,
            about=self.partnership,
            after={"filter": request.GET.urlencode()},
        )
        response = StreamingHttpResponse(csv_lines(rows.iterator(chunk_size=500)), content_type="text/csv")
        name = f"audit-{self.partnership.slug}-{timezone.localdate():%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(events: Iterator[AuditEvent]) -> Iterator[str]:
    """Yield the file line by line, every cell safe to open in a spreadsheet program."""
    writer = csv.writer(_Echo())
    yield writer.writerow(HEADINGS)
    for event in events:
        cells = (
            str(event.number),
            timezone.localtime(event.at).isoformat(timespec="seconds"),
            event.actor_name,
            sentence_of(event),
            event.action,
            event.object_label,
            str(event.before or ""),
            str(event.after or ""),
            event.address,
            event.request_id,
            event.hash,
        )
        yield writer.writerow([safe_cell(cell) for cell in cells])
