"""Who may do what with an action: answered from the roles and, for a confidential one, from its circle."""

from dataclasses import dataclass

from partnerships.actions.models import Action, CircleMember
from partnerships.actions.policies import CLOSER, MANAGER, MOVES, OWNER, TRANSITIONS
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission


@dataclass(frozen=True)
class Rights:
    """What one person may do with one action. Reading it is settled before: it was found through `visible_to`."""

    updates: bool
    closes: bool
    manages: bool
    owns: bool

    def may(self, who: str) -> bool:
        """Return True when the person stands for OWNER, CLOSER or MANAGER."""
        return {OWNER: self.updates, CLOSER: self.closes, MANAGER: self.manages}[who]

    def moves(self, action: Action) -> list[str]:
        """Return the events this person may bring about now. Owners are not offered to settle their own."""
        return [
            event
            for event, move in MOVES.items()
            if TRANSITIONS.allows(action.status, event) and self.may(move.who) and not (move.settles and self.owns)
        ]


def rights_in(access: Access, action: Action) -> Rights:
    """Return the rights of a person who may read the action. One query where a circle knows or knew of it."""
    acts = bool(action.owner_agency_id) and action.owner_agency_id in access.agency_ids(Permission.ACTION_UPDATE_OWN)
    owns = acts or action.owner_person_id == access.user.pk
    circle = action.circle_id or action.kept_circle_id
    keeps = circle is not None and CircleMember.objects.filter(circle=circle, user=access.user, keeps=True).exists()
    manages = keeps or (not action.confidential and access.may(Permission.ACTION_MANAGE))
    return Rights(
        updates=owns or manages,
        closes=manages or access.may(Permission.ACTION_CLOSE),
        manages=manages,
        owns=owns or action.done_by_id == access.user.pk,
    )
