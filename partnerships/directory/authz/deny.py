"""The API's default permission, apart from the views: REST framework imports it while its own views are loading."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class DenyByDefault(BasePermission):
    """A view that says nothing lets nobody in."""

    def has_permission(self, request: Request, view: object) -> bool:
        """Return False."""
        return False
