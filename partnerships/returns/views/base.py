"""What the pages of this room share."""

from django.http import Http404
from django.urls import reverse

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.returns.models import Collection, Return
from partnerships.returns.selectors.lookups import return_named, return_placed

Crumb = tuple[str, str]


class RoomView(PartnershipView):
    """A page of the returns room."""

    permission = Permission.FIGURES_VIEW

    @property
    def manages(self) -> bool:
        """Return True for people who may enter figures for every agency, also after closing."""
        return self.access.may(Permission.RETURN_EDIT_ALL)

    @property
    def history_at(self) -> str:
        """Return the path of a figure's history up to the figure's key."""
        return self.address("observation_history", 0).removesuffix("0/")

    def own_return(self, pk: int, *, named: bool = True) -> Return:
        """Return a return of this partnership that this person holds the page's permission for, or 404 or 403."""
        of_return = (return_named if named else return_placed)(self.partnership, pk)
        if of_return is None:
            raise Http404
        self.access.demand(self.permission, of_return.agency)
        return of_return

    def address(self, name: str, *args: object) -> str:
        """Return the path of a page of this partnership."""
        return reverse(name, args=[self.partnership.slug, *args])

    def crumbs_to(self, collection: Collection) -> list[Crumb]:
        """Return the way to a page about a collection."""
        title = collection.title
        return [*self.crumbs(), (title, self.address("collection_detail", collection.pk))]

    def crumbs(self, of_return: Return | None = None, *, inside: bool = False) -> list[Crumb]:
        """Return the way to this page: the collections, the return's collection and, `inside` it, the return."""
        found: list[Crumb] = [("Figures", self.address("collection_list"))]
        if of_return is not None:
            found = self.crumbs_to(of_return.collection)
        if of_return is not None and inside:
            found.append((of_return.agency.name, self.address("return_detail", of_return.pk)))
        return found
