"""The addresses of the register outside a partnership: calendar programs and agencies that have no account."""

from django.urls import path

from reviews.cases.views import asked
from reviews.cases.views.guidance import DeadlineCalendar

urlpatterns = [
    path("deadlines/<str:secret>.ics", DeadlineCalendar.as_view(), name="deadline_calendar"),
    path("requests/done/", asked.AskedDone.as_view(), name="request_done"),
    path("requests/<str:secret>/", asked.AskedOpen.as_view(), name="request_open"),
    path("requests/<str:secret>/question/", asked.AskedShow.as_view(), name="request_show"),
    path(
        "requests/<str:secret>/question/<int:entry>/remove/", asked.AskedRemove.as_view(), name="request_entry_remove"
    ),
    path("requests/<str:secret>/answer/", asked.AskedAnswer.as_view(), name="request_answer"),
]
