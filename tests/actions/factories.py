"""Actions made through the services."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partnerships.actions.models import Action, Origin
from partnerships.actions.services import action_circle_set, action_move, action_open
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Partnership, User
from tests.factories import MembershipFactory, UserFactory
from tests.support.cast import Cast

CIRCLE = "cases.K7XD-2PQM"
SECRET = "Review contact arrangements after the death"


def ago(days: int) -> date:
    """Return the day so many days before today."""
    return timezone.localdate() - timedelta(days=days)


def action_made(cast: Cast, **said: Any) -> Action:
    """Return an action of the council's, opened by the board manager 30 days ago and due in 30."""
    given = {
        "title": "Train receptionists to record who was not brought",
        "origin_kind": Origin.AUDIT,
        "origin_key": "neglect",
        "origin_label": "Audit of neglect",
        "owner_agency": cast.agency,
        "opened_on": ago(30),
        "due_on": ago(-30),
    }
    return action_open(by=cast.manager, partnership=cast.a, **{**given, **said})


def done_made(cast: Cast, **said: Any) -> Action:
    """Return an action the council's lead said is done."""
    return action_move(by=cast.lead, action=action_made(cast, **said), event="report_done", words="All were trained.")


def closed_made(cast: Cast, **said: Any) -> Action:
    """Return an action the board manager closed."""
    return action_move(by=cast.manager, action=done_made(cast, **said), event="close", words="Saw the register.")


def secret_made(cast: Cast, keeper: User, *others: User, **said: Any) -> Action:
    """Return a confidential action, known to its keeper and the others only."""
    action_circle_set(by=keeper, partnership=cast.a, key=CIRCLE, people=others, keepers=[keeper])
    said = {"title": SECRET, "origin_kind": Origin.RECOMMENDATION, "origin_label": "Child Q", "circle": CIRCLE, **said}
    return action_made(cast, **said)


def coordinator_made(partnership: Partnership) -> User:
    """Return a case review coordinator."""
    made = UserFactory(name="Case coordinator", email="coordinator@example.org")
    MembershipFactory(user=made, partnership=partnership, role=Role.CASE_COORDINATOR)
    return made


def upload_made(name: str = "Training register.pdf", content: bytes = b"%PDF-1.7 the register") -> SimpleUploadedFile:
    """Return a file as a browser hands it in."""
    return SimpleUploadedFile(name, content)
