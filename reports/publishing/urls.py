"""Publishing's addresses, under /p/<partnership>/."""

from django.urls import path

from reports.publishing.views import builds, disclosure, editions

urlpatterns = [
    path("editions/", editions.EditionList.as_view(), name="edition_list"),
    path("reports/<slug:report>/builds/", builds.ReportBuilds.as_view(), name="report_builds"),
    path("reports/<slug:report>/builds/new/", builds.BuildRequest.as_view(), name="build_request"),
    path("reports/<slug:report>/builds/<int:number>/", builds.BuildDetail.as_view(), name="build_detail"),
    path("reports/<slug:report>/builds/<int:number>/state/", builds.BuildState.as_view(), name="build_state"),
    path("reports/<slug:report>/builds/<int:number>/stop/", builds.BuildCancel.as_view(), name="build_cancel"),
    path("reports/<slug:report>/builds/<int:number>/publish/", editions.Publish.as_view(), name="edition_publish"),
    path(
        "reports/<slug:report>/builds/<int:number>/read/<slug:variant>/",
        editions.EditionHtml.as_view(),
        name="edition_html",
    ),
    path("disclosure/", disclosure.PolicyPage.as_view(), name="disclosure_policy"),
    path("reports/<slug:report>/public-edition/", disclosure.Review.as_view(), name="disclosure_review"),
    path("reports/<slug:report>/public-edition/ask/", disclosure.Ask.as_view(), name="disclosure_ask"),
    path(
        "reports/<slug:report>/public-edition/decisions/<int:decision>/settle/",
        disclosure.Settle.as_view(),
        name="disclosure_settle",
    ),
    path(
        "reports/<slug:report>/public-edition/decisions/<int:decision>/withdraw/",
        disclosure.Withdraw.as_view(),
        name="disclosure_withdraw",
    ),
    path(
        "reports/<slug:report>/builds/<int:number>/files/<slug:variant>/<slug:kind>/",
        editions.ArtifactDownload.as_view(),
        name="artifact_download",
    ),
]
