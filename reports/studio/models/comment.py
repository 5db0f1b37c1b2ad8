"""Comments: what readers ask of a section before it is signed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import PartnershipQuerySet
from reports.studio.models.section import Section


class CommentQuerySet(PartnershipQuerySet["Comment"]):
    """Comments of the partnership that owns the report."""

    partnership_path = "section__report__partnership"


class Comment(models.Model):
    """A remark on a section, open until somebody settles it. An open one stops the signing."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="studio_comment_both_settled_at_and_settled_by_set",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
