"""Every address of the portal. Rooms own their own; all but sign-in and health lie under a partnership."""

from django.urls import URLPattern, URLResolver, include, path

from partnerships.directory import urls as directory
from reports.publishing.views.check import FileCheck
from safeguarding.portal.views import Health, Home, Overview, Privacy

PARTNERSHIP_URLS: list[URLPattern | URLResolver] = [
    path("", Overview.as_view(), name="overview"),
    path("", include("reports.publishing.urls")),
    *directory.PARTNERSHIP_URLS,
    path("contributions/", include("partnerships.contributions.urls")),
    path("evidence/", include("partnerships.evidence.urls")),
    path("self-assessment/", include("partnerships.assessments.urls")),
    path("governance/", include("partnerships.governance.urls")),
    path("figures/", include("partnerships.returns.urls")),
    path("training/", include("partnerships.training.urls")),
    path("assurance/", include("partnerships.assurance.urls")),
    path("actions/", include("partnerships.actions.urls")),
    path("cases/", include("reviews.cases.urls")),
    path("audits/", include("reviews.audits.urls")),
    path("", include("reports.studio.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", Home.as_view(), name="home"),
    path("health/", Health.as_view(), name="health"),
    path("privacy/", Privacy.as_view(), name="privacy"),
    path("", include("safeguarding.pages")),
    path("account/", include(directory.ACCOUNT_URLS)),
    *directory.PUBLIC_URLS,
    path("api/v1/", include("safeguarding.api_urls")),
    path("check-a-report/", FileCheck.as_view(), name="file_check"),
    path("", include("reviews.cases.feed_urls")),
    path("p/<slug:partnership>/", include(PARTNERSHIP_URLS)),
]

handler400 = "safeguarding.errors.bad_request"
handler403 = "safeguarding.errors.permission_denied"
handler404 = "safeguarding.errors.not_found"
handler429 = "partnerships.directory.views.account.too_many_requests"
handler500 = "safeguarding.errors.server_error"
