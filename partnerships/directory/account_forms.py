"""allauth's forms in the manner of the GOV.UK Design System; what they do stays allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError

from partnerships.directory.passwords import CHOOSE_WELL
from partnerships.directory.services.accounts import account_event_record
from safeguarding.lib.forms.base import GovUKFormMixin, speak_plainly


class PlainForm(GovUKFormMixin):
    """Takes allauth's placeholders away (they vanish while typing) and puts our labels and hints."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            speak_plainly(field)


PASSWORD_LABELS = {"password1": "New password", "password2": "New password again"}
PASSWORD_HINTS = {"password1": CHOOSE_WELL}


class SignInForm(PlainForm, account.LoginForm):
    """Email address and password."""

    labels = {"login": "Email address", "password": "Password"}


class ResetPasswordForm(PlainForm, account.ResetPasswordForm):
    """Asks for a reset link. The answer is the same whether or not the account exists."""

    labels = {"email": "Email address"}


class NewPasswordFromKeyForm(PlainForm, account.ResetPasswordKeyForm):
    """A new password after a reset link."""

    labels, hints = PASSWORD_LABELS, PASSWORD_HINTS


class ChangePasswordForm(PlainForm, account.ChangePasswordForm):
    """A new password, given the old one."""

    labels, hints = {"oldpassword": "Password you use now", **PASSWORD_LABELS}, PASSWORD_HINTS


class SetPasswordForm(PlainForm, account.SetPasswordForm):
    """A first password."""

    labels, hints = PASSWORD_LABELS, PASSWORD_HINTS


class ReauthenticateForm(PlainForm, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    labels = {"password": "Password"}


class RecordedCodeForm(PlainForm, mfa.BaseAuthenticateForm):
    """A code; a wrong one is recorded."""

    labels = {"code": "Code"}
    hints = {"code": "The 6 numbers your authenticator app shows, or one of your recovery codes."}

    def clean_code(self) -> str:
        """Return the code when it matches."""
        try:
            code: str = super().clean_code()
        except ValidationError:
            account_event_record(by=None, action="second_step_failed", about=self.user)
            raise
        return code


class AuthenticateForm(RecordedCodeForm, mfa.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateCodeForm(RecordedCodeForm, mfa.ReauthenticateForm):
    """A code before something that matters."""


class ActivateAppForm(PlainForm, totp.ActivateTOTPForm):
    """The first code shows that the app was set up."""

    labels = {"code": "Code"}
    hints = {"code": "The 6 numbers your authenticator app shows now."}


class DeactivateAppForm(PlainForm, totp.DeactivateTOTPForm):
    """Removes the app."""


class RecoveryCodesForm(PlainForm, recovery.GenerateRecoveryCodesForm):
    """Makes new recovery codes."""


class AddPasskeyForm(PlainForm, webauthn.AddWebAuthnForm):
    """Names a new passkey; the browser fills `credential`."""

    passwordless = forms.BooleanField(required=False)

    labels = {"name": "Name", "passwordless": "Use it to sign in without a password"}
    hints = {
        "name": "So that you can tell your keys apart, for example work phone.",
        "passwordless": "The device will ask for your fingerprint, face or PIN.",
    }


class RenamePasskeyForm(PlainForm, webauthn.EditWebAuthnForm):
    """A new name for a passkey."""

    labels = {"name": "Name"}


class AuthenticatePasskeyForm(PlainForm, webauthn.AuthenticateWebAuthnForm):
    """The second step of signing in, with a key."""


class SignInPasskeyForm(PlainForm, webauthn.LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class ReauthenticatePasskeyForm(PlainForm, webauthn.ReauthenticateWebAuthnForm):
    """A key before something that matters."""
