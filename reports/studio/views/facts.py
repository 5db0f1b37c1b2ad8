"""Where a figure comes from, and finding figures to insert."""

from django.http import Http404, HttpRequest, HttpResponse

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reports.studio.providers import catalogue, catalogue_guarded
from reports.studio.tracing import trace_of


class FactTrace(PartnershipView):
    """One figure: value, status, definition, provenance, what it was computed from, and where it is printed."""

    permission = Permission.FIGURES_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Trace the figure named in the address; a key nobody knows is 404."""
        trace = trace_of(self.partnership, request.GET.get("key", ""), self.access)
        if trace is None:
            raise Http404("There is no such figure in this partnership.")
        return self.page("studio/fact_trace.html", trace=trace)


class FigureSearch(PartnershipView):
    """The figures whose name holds some words: the part of the section page that changes while typing."""

    permission = Permission.REPORT_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List the figures."""
        words = request.GET.get("words", "").strip()[:100]
        find = catalogue if self.access.may(Permission.REPORT_BUILD) else catalogue_guarded
        return self.page("studio/_figures.html", figures=find(self.partnership, words) if words else [], words=words)
