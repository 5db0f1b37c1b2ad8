"""Addresses of the directory: the account pages we need of allauth's, the public invitation, the partnership's pages.

allauth routes more than this (sign-up, e-mail management, codes by e-mail); what is not listed answers 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path, re_path

from partnerships.directory.views import agencies, areas, audit, invitations, organisations, partnership, people
from partnerships.directory.views.account import Account, Sessions
from partnerships.directory.views.email_change import EmailChange, EmailConfirm

ACCOUNT_URLS: list[URLPattern | URLResolver] = [
    path("", Account.as_view(), name="account"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("two-step/", mfa.index, name="mfa_index"),
    path("two-step/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("two-step/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("two-step/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("two-step/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("two-step/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("two-step/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("two-step/codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("two-step/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("two-step/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("two-step/passkeys/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("two-step/passkeys/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("two-step/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("two-step/passkeys/<int:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("email/", EmailChange.as_view(), name="account_email"),
    path("email/<str:secret>/", EmailConfirm.as_view(), name="account_email_confirm"),
    path("sessions/", Sessions.as_view(), name="usersessions_list"),
]

PUBLIC_URLS: list[URLPattern | URLResolver] = [
    path("invitation/<str:secret>/", invitations.InvitationOpen.as_view(), name="invitation_open"),
]

PARTNERSHIP_URLS: list[URLPattern | URLResolver] = [
    path("administration/", people.Administration.as_view(), name="administration"),
    path("administration/people/", people.PeopleList.as_view(), name="people_list"),
    path("administration/people/invite/", invitations.InvitationSend.as_view(), name="invitation_send"),
    path(
        "administration/people/invitations/<int:pk>/resend/",
        invitations.InvitationResend.as_view(),
        name="invitation_resend",
    ),
    path(
        "administration/people/invitations/<int:pk>/withdraw/",
        invitations.InvitationWithdraw.as_view(),
        name="invitation_withdraw",
    ),
    path("administration/people/<int:pk>/", people.PersonDetail.as_view(), name="person_detail"),
    path("administration/people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person_edit"),
    path("administration/people/<int:pk>/roles/add/", people.MembershipAdd.as_view(), name="membership_add"),
    path("administration/people/roles/<int:pk>/end/", people.MembershipEnd.as_view(), name="membership_end"),
    path("agencies/", agencies.AgencyList.as_view(), name="agency_list"),
    path("agencies/add/", agencies.AgencyAdd.as_view(), name="agency_add"),
    path("agencies/<slug:agency>/edit/", agencies.AgencyEdit.as_view(), name="agency_edit"),
    path(
        "agencies/organisations/<slug:organisation>/",
        organisations.OrganisationDetail.as_view(),
        name="organisation_detail",
    ),
    path(
        "agencies/organisations/<slug:organisation>/rename/",
        organisations.OrganisationRename.as_view(),
        name="organisation_rename",
    ),
    path(
        "agencies/organisations/<slug:organisation>/succeed/",
        organisations.OrganisationSucceed.as_view(),
        name="organisation_succeed",
    ),
    path("agencies/areas/", areas.AreaList.as_view(), name="area_list"),
    path("agencies/areas/add/", areas.AreaAdd.as_view(), name="area_add"),
    path("agencies/areas/<int:pk>/edit/", areas.AreaEdit.as_view(), name="area_edit"),
    path("administration/settings/", partnership.PartnershipEdit.as_view(), name="partnership_edit"),
    path("administration/audit/", audit.AuditList.as_view(), name="audit_list"),
    path("administration/audit/export/", audit.AuditExport.as_view(), name="audit_export"),
]
