"""The first hour of an installation: a partnership, its area and a board manager, who does the rest in the portal."""

from dataclasses import dataclass

from django.db import transaction

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Area, Partnership, User
from partnerships.directory.services.audit import audit_record
from partnerships.directory.services.memberships import membership_begin
from safeguarding.lib.workflow import NotAllowed


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What an operator has to know. `area_code` is the ONS code; an area that exists keeps its name."""

    slug: str
    name: str
    kind: str
    area_code: str
    area_name: str
    manager_email: str
    manager_name: str


@transaction.atomic
def partnership_open(*, by: User | None, opening: Opening) -> Partnership:
    """Make a partnership with one board manager, whose account may exist. Raises NotAllowed for a slug in use.

    A new account has no password: its owner chooses one through "I have forgotten my password".
    """
    if Partnership.objects.filter(slug=opening.slug).exists():
        raise NotAllowed(f"There is a partnership {opening.slug} already.", code="slug")
    area, _ = Area.objects.get_or_create(
        code=opening.area_code, defaults={"name": opening.area_name, "kind": Area.Kind.AUTHORITY}
    )
    made = Partnership.objects.create(
        slug=opening.slug, name=opening.name, short_name=opening.name[:60], kind=opening.kind, area=area
    )
    audit_record(by=by, action="partnership_opened", partnership=made, about=made)
    manager = User.objects.filter(email__iexact=opening.manager_email).first()
    if manager is None:
        manager = User.objects.create_user(opening.manager_email, name=opening.manager_name)
    membership_begin(by=by, partnership=made, person=manager, role=Role.BOARD_MANAGER, agency=None)
    return made
