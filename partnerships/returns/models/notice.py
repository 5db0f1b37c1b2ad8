"""E-mails that tell a person that a return waits for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import PartnershipQuerySet
from partnerships.returns.models.collection import Return


class ReturnNoticeQuerySet(PartnershipQuerySet["ReturnNotice"]):
    """Notices, scoped through their return."""

    partnership_path = "of_return__collection__partnership"


class ReturnNotice(models.Model):
    """A person is to be told that a return in the state `status` waits for them.

    `sent_at` is set when a worker takes the notice up and emptied again when the mail server does not take the
    e-mail, so that it is sent once however often the task runs.
    """

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Return.Status)
    asked_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["of_return", "person"],
                condition=Q(sent_at__isnull=True),
                name="returns_returnnotice_one_waiting_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_return}, for {self.person}"
