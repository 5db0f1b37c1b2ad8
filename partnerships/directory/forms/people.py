"""Inviting people and giving them roles."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from partnerships.directory.authz.roles import ROLES
from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.passwords import CHOOSE_WELL
from partnerships.directory.selectors import agencies_present
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField

ROLE_SENTENCES = {spec.role.value: spec.sentence for spec in ROLES}


class RoleForm(GovUKForm):
    """A role, and the agency where the role is held for one."""

    role = forms.ChoiceField(
        choices=[(spec.role.value, spec.role.label) for spec in ROLES],
        widget=forms.RadioSelect,
        error_messages={"required": "Select a role"},
    )
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        empty_label="No agency",
        help_text="Needed for an agency lead, an agency contributor and a partner signatory.",
        error_messages={"invalid_choice": "Select an agency of this partnership"},
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_present(partnership)  # type: ignore[attr-defined]


class InvitationForm(RoleForm):
    """Whom to invite, and to what."""

    name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(label="Email address", help_text="The link is sent here and works for two days.")

    field_order = ["name", "email", "role", "agency"]


class MembershipEndForm(GovUKForm):
    """The first day without the role."""

    ends_on = DatePartsField(
        label="First day without the role", noun="First day without the role", help_text="Today ends it at once."
    )


class PersonForm(GovUKForm):
    """A person's name put right. `was` is the name the manager began from."""

    name = forms.CharField(label="Full name", max_length=120)
    was = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)


class NewEmailForm(GovUKForm):
    """The address an account is to have."""

    email = forms.EmailField(
        label="New email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class NewAccountForm(GovUKForm):
    """What an invited person chooses."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        help_text="As colleagues will see it beside what you enter.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Password",
        help_text=CHOOSE_WELL,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Check the password against the rules and the second box."""
        given = super().clean() or {}
        if given.get("password"):
            try:
                validate_password(given["password"], User(email=self.email, name=given.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        if given.get("again") and given.get("password") and given["again"] != given["password"]:
            self.add_error("again", "The two passwords differ. Enter the same password twice.")
        return given
