"""What the records of this room share."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from partnerships.directory.models import PartnershipOwned


class Kept(PartnershipOwned):
    """A record people edit together: `version` is the lock; `updated_by` tells who saved last."""

    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class Noted(models.Model):
    """A dated line added to a record and never edited: who entered it and when stands beside it."""

    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
