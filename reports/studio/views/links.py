"""Where the links of the register are used."""

from django.http import HttpRequest, HttpResponse

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reports.studio.link_use import link_use_of


class LinkUseList(PartnershipView):
    """Every link with the report sections that send a reader there."""

    permission = Permission.REPORT_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        return self.page("studio/link_use.html", uses=link_use_of(self.partnership))
