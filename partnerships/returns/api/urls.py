"""The API addresses of the returns room, under /api/v1/p/<partnership>/."""

from django.urls import path

from partnerships.returns.api.views import CollectionsAPI, ObservationAPI, ReturnAPI

urlpatterns = [
    path("collections/", CollectionsAPI.as_view(), name="api_collections"),
    path("returns/<int:of_return>/", ReturnAPI.as_view(), name="api_return"),
    path("returns/<int:of_return>/observations/<str:name>/", ObservationAPI.as_view(), name="api_observation"),
]
