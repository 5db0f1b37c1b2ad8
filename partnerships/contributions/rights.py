"""Who may do what with one contribution: its agency's people, its author, the roles that approve, the managers."""

from partnerships.contributions.models import Contribution
from partnerships.contributions.policies import is_locked_to_author
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission as P


def may_write(access: Access, contribution: Contribution) -> bool:
    """Return True for its author, and unless it is a signed statement for its agency's writers and the managers."""
    return _own(access, contribution, P.CONTRIBUTION_EDIT_OWN)


def may_submit(access: Access, contribution: Contribution) -> bool:
    """Return True for who may hand it in: the author, and unless it is a signed statement the agency's lead."""
    return _own(access, contribution, P.CONTRIBUTION_SUBMIT_OWN)


def may_comment(access: Access, contribution: Contribution) -> bool:
    """Return True for everybody who reads all contributions, and for who writes this one."""
    return access.may(P.CONTRIBUTION_VIEW_ALL) or may_write(access, contribution)


def roles_held(access: Access) -> list[str]:
    """Return the values of the roles the person holds in this partnership."""
    return [role.value for role in access.roles]


def _own(access: Access, contribution: Contribution, permission: P) -> bool:
    if contribution.author_id == access.user.pk:
        return True
    if is_locked_to_author(contribution):
        return False
    if contribution.agency is None:
        return access.may(P.CONTRIBUTION_MANAGE)
    return access.may(permission, contribution.agency)
