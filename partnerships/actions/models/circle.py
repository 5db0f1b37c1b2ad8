"""Who may know of actions that belong to something confidential."""

from django.conf import settings
from django.db import models

from partnerships.directory.models import PartnershipOwned


class Circle(PartnershipOwned):
    """The people who may know of a set of actions, kept by the room the actions come from. Nobody else may.

    `key` is the room's own name for it, such as cases.K7XD-2PQM; a circle without members shows its actions to nobody.
    """

    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="actions_circle_key_unique_in_partnership")
        ]

    def __str__(self) -> str:
        return self.key


class CircleMember(models.Model):
    """One person of a circle; `keeps` lets them manage its actions, whatever their role."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    keeps = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="actions_circlemember_person_once")]

    def __str__(self) -> str:
        return str(self.user)
