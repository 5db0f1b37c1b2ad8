"""What happens to an account, in the audit trail of the portal: an account belongs to no one partnership."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from partnerships.directory.models import User
from partnerships.directory.services.audit import audit_record


@transaction.atomic
def account_event_record(*, by: User | None, action: str, about: User | None = None, label: str = "") -> None:
    """Append an account event. `by` None is somebody who has not signed in; `label` is what they typed or used."""
    audit_record(by=by, action=action, partnership=None, about=about or by, label=label)


@transaction.atomic
def second_factors_remove(*, by: User | None, person: User) -> int:
    """Take every app, passkey and recovery code from an account whose owner lost them; return how many there were.

    For an operator who has made sure who is asking: from here on the password alone opens the account, until a
    second factor is set up again, which an installation that requires one asks for at once.
    """
    removed, _ = Authenticator.objects.filter(user=person).delete()
    audit_record(by=by, action="second_factors_removed", partnership=None, about=person, after={"removed": removed})
    return removed
