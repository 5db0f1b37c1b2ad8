"""Posts partners are to have filled, and how they stood on which day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency, PartnershipOwned, PartnershipQuerySet


class Post(PartnershipOwned):
    """A post, or several alike: designated doctor, school nurses, the partnership's own business manager.

    `established` is how much of it there should be, in `unit`; empty where nobody says. `statutory` posts are ones a
    law or statutory guidance asks for, named in `basis`. `supervision` is a ratio as it is printed, such as 1 to 12.
    Nobody is named: a post is not a person.
    """

    class Unit(models.TextChoices):
        """What the amounts count."""

        WTE = "wte", "Whole-time equivalents"
        SESSIONS = "sessions", "Sessions a week"
        PEOPLE = "people", "People"

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    statutory = models.BooleanField(default=False)
    basis = models.CharField(max_length=255, blank=True)
    established = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.WTE)
    supervision = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-statutory", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="governance_post_slug_unique_in_partnership"),
            models.CheckConstraint(
                condition=Q(established__isnull=True) | Q(established__gt=0), name="governance_post_is_some_of_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.agency}" if self.agency else self.title

    def existed_on(self, day: date) -> bool:
        """Return True until the post came to an end."""
        return self.ended_on is None or day <= self.ended_on


class PostNoteQuerySet(PartnershipQuerySet["PostNote"]):
    """Notes belong to a partnership through their post."""

    partnership_path = "post__partnership"


class PostNote(models.Model):
    """How a post stood from a day on: filled, filled for now, covered by others, or vacant. Newest first.

    `filled` is how much of it is filled, in the unit of the post; `words` say who covers, by role, or how recruitment
    goes.
    """

    class Standing(models.TextChoices):
        """Whether somebody does the work."""

        FILLED = "filled", "Filled"
        PART = "part", "Filled in part"
        INTERIM = "interim", "Filled by an interim"
        COVERED = "covered", "Vacant, covered by others"
        VACANT = "vacant", "Vacant"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="notes")
    noted_on = models.DateField()
    standing = models.CharField(max_length=7, choices=Standing)
    filled = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=255, blank=True)
    source = models.CharField(max_length=255, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PostNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["post", "noted_on"], name="governance_post_note_one_a_day"),
            models.CheckConstraint(
                condition=Q(filled__isnull=True) | Q(filled__gte=0), name="governance_post_note_filled_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noted_on}: {self.get_standing_display()}"
