"""What shows that an action was done, or what it changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.actions.models.action import Action


class Evidence(models.Model):
    """Words, a link or a file. `number` counts within its action, so that an address says nothing about others.

    A file lies in the default storage; `name` is what its owner called it and what a download is called.
    """

    class Kind(models.TextChoices):
        """What it is."""

        TEXT = "text", "Words"
        LINK = "link", "Link"
        FILE = "file", "File"

    class Shows(models.TextChoices):
        """What it is evidence of."""

        DONE = "done", "That it was done"
        IMPACT = "impact", "What difference it made"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, choices=Kind)
    shows = models.CharField(max_length=6, choices=Shows, default=Shows.DONE)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.FileField(max_length=200, blank=True)
    name = models.CharField(max_length=160, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="actions_evidence_number_unique_in_action"),
            models.CheckConstraint(
                condition=Q(kind="text", link="", file="") & ~Q(text="")
                | Q(kind="link", file="") & ~Q(link="")
                | Q(kind="file", link="", size__isnull=False) & ~Q(file="") & ~Q(name="") & ~Q(sha256=""),
                name="actions_evidence_is_words_or_a_link_or_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def confidential(self) -> bool:
        """Return True when only the people of a circle may see it: it was added before the action was shared."""
        shared_at = self.action.shared_at
        return self.action.confidential or (shared_at is not None and self.added_at <= shared_at)
