"""The API, version 1: rooms own their addresses; the description is made from the code."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import IsAuthenticated

PARTNERSHIP_API_URLS: list[URLPattern | URLResolver] = [
    path("", include("partnerships.returns.api.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(permission_classes=[IsAuthenticated]), name="api_schema"),
    path("p/<slug:partnership>/", include(PARTNERSHIP_API_URLS)),
]
