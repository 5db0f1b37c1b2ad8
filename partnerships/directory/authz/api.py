"""Access for the API: the same three rings as the pages."""

from typing import Any, ClassVar, NoReturn

from django.http import Http404
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from partnerships.directory.authz.access import Access, access_found
from partnerships.directory.authz.permissions import Permission


class MemberPermission(BasePermission):
    """Lets in members who hold the view's declared permission; a stranger learns nothing (404)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Resolve the partnership of the URL and check the declared permission."""
        if not request.user.is_authenticated:
            return False
        access = access_found(request.user, view.kwargs.get("partnership", ""))
        if access is None:
            raise Http404
        view.access = access  # type: ignore[attr-defined]
        return view.access.may(view.permission)  # type: ignore[attr-defined]


class PartnershipAPIView(APIView):
    """Base of API views under /api/v1/p/<partnership>/. A subclass without `permission` does not import."""

    permission: ClassVar[Permission]
    permission_classes = (MemberPermission,)
    access: Access

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(getattr(cls, "permission", None), Permission):
            raise TypeError(f"{cls.__name__} must declare the permission it needs.")

    def permission_denied(self, request: Request, message: str | None = None, code: str | None = None) -> NoReturn:
        """Answer 404 where no partnership was resolved, so that names can not be probed."""
        if request.user.is_authenticated and not hasattr(self, "access"):
            raise Http404
        super().permission_denied(request, message, code)
