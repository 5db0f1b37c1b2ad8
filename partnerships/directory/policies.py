"""May this happen in the state things are in? Each rule raises NotAllowed with words for the person."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from partnerships.directory.authz.roles import AGENCY_ROLES, Role
from partnerships.directory.models import Agency, Invitation, Membership, Partnership, User
from safeguarding.lib.workflow import NotAllowed


def check_role_given(*, by: User, partnership: Partnership, role: str, agency: Agency | None) -> None:
    """Refuse a role without its agency, an agency that has left or is another partnership's, a lift to the top."""
    if role not in Role.values:
        raise NotAllowed("Select a role from the list.", code="role")
    if role in AGENCY_ROLES and agency is None:
        raise NotAllowed(f"Select the agency: the role {Role(role).label.lower()} is held for one.", code="agency")
    if agency is not None and agency.partnership_id != partnership.pk:
        raise NotAllowed("Select an agency of this partnership.", code="agency")
    if agency is not None and agency.left_on and agency.left_on <= timezone.localdate():
        raise NotAllowed(f"{agency.name} has left the partnership. Select another agency.", code="agency")
    if role == Role.BOARD_MANAGER and not _manages(by, partnership):
        raise NotAllowed("Only a board manager can make somebody a board manager.", code="role")


def check_not_oneself(*, by: User, email: str) -> None:
    """Refuse to give oneself a role: another manager has to."""
    if by.email.lower() == email.lower():
        raise NotAllowed("You can not give yourself a role. Ask another board manager.", code="oneself")


def check_not_held(*, partnership: Partnership, email: str, role: str, agency: Agency | None) -> None:
    """Refuse a role the person has already."""
    held = Membership.objects.of(partnership).current().filter(user__email__iexact=email, role=role, agency=agency)
    if held.exists():
        raise NotAllowed(f"{email} has this role already.", code="held")


def check_invitation_new(*, partnership: Partnership, email: str, role: str, agency: Agency | None) -> None:
    """Refuse a second invitation to the same role while the first waits; it can be sent again."""
    waiting = Invitation.objects.of(partnership).waiting().filter(email=email, role=role, agency=agency)
    if waiting.exists():
        raise NotAllowed(
            f"{email} has been invited to this role. You can send that invitation again from the list of people.",
            code="invited",
        )


def check_invitation_rate(*, by: User) -> None:
    """Refuse more than settings.INVITATIONS_PER_HOUR: somebody may be using the account to send mail."""
    since = timezone.now() - timedelta(hours=1)
    if Invitation.objects.filter(invited_by=by, invited_at__gte=since).count() >= settings.INVITATIONS_PER_HOUR:
        raise NotAllowed("You have sent many invitations in the last hour. Wait, then go on.", code="rate")


def check_membership_end(*, membership: Membership) -> None:
    """Refuse to leave a partnership without a board manager, who alone can name another one."""
    if membership.ends_on is not None:
        raise NotAllowed("This role has an end already.", code="ended")
    if membership.role != Role.BOARD_MANAGER:
        return
    others = Membership.objects.of(membership.partnership).current().filter(role=Role.BOARD_MANAGER, ends_on=None)
    if not others.exclude(user=membership.user).filter(user__is_active=True).exists():
        raise NotAllowed(
            "This is the last board manager. Make somebody else a board manager first.", code="last_manager"
        )


def can_end(membership: Membership) -> bool:
    """Return True when `check_membership_end` would let it pass."""
    try:
        check_membership_end(membership=membership)
    except NotAllowed:
        return False
    return True


def _manages(user: User, partnership: Partnership) -> bool:
    return Membership.objects.of(partnership).current().filter(user=user, role=Role.BOARD_MANAGER).exists()
