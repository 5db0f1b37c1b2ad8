"""The one mixin every page under /p/<partnership>/ stands on: stranger 404, member without the permission 403."""

from typing import Any, ClassVar, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views import View

from partnerships.directory.authz.access import Access, access_found
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models.partnership import Partnership
from partnerships.directory.models.user import User

Found = TypeVar("Found", bound=Model)


class PartnershipView(View):
    """Base of every page of a partnership. A subclass that declares no `permission` does not import.

    Sets `self.partnership`, `self.access` and, for the layout, `request.access`.
    """

    permission: ClassVar[Permission]
    partnership: Partnership
    access: Access

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(getattr(cls, "permission", None), Permission):
            raise TypeError(f"{cls.__name__} must declare the permission it needs.")

    @property
    def person(self) -> User:
        """Return the signed-in person; LoginRequiredMiddleware has seen to it that there is one."""
        user = self.request.user
        if not isinstance(user, User):
            raise PermissionDenied
        return user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Resolve the partnership, then the permission, before any handler runs."""
        access = access_found(self.person, kwargs.pop("partnership"))
        if access is None:
            raise Http404
        self.partnership, self.access = access.partnership, access
        request.access = access  # type: ignore[attr-defined]
        if not self.access.may(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_own(self, rows: QuerySet[Found], **lookup: Any) -> Found:
        """Return one row of this partnership or 404; `rows` needs a scoped queryset."""
        return get_object_or_404(rows.of(self.partnership), **lookup)  # type: ignore[attr-defined]

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Render a page with `partnership` and `access` in its context."""
        context = {"partnership": self.partnership, "access": self.access, **context}
        return render(self.request, template, context, status=status)
