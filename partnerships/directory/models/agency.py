"""Agencies are organisations in their part in one partnership; groups are the board and what reports to it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from partnerships.directory.models.area import Area
from partnerships.directory.models.organisation import Organisation
from partnerships.directory.models.scope import PartnershipOwned


class Agency(PartnershipOwned):
    """An organisation's seat at one partnership. `title` overrides the organisation's name where several
    services of one body answer apart (a council's children's services and its education service). `area` is set
    where it answers for one area of a partnership that has several: its figures are that area's."""

    class Standing(models.TextChoices):
        """The agency's place in law: Children Act 2004 s.16E (safeguarding partners), s.16G (relevant agencies).

        A named organisation is in none of the lists of the law: the partnership's arrangements name it as taking part.
        """

        PARTNER = "partner", "Safeguarding partner"
        RELEVANT = "relevant", "Relevant agency"
        NAMED = "named", "Named organisation"
        OTHER = "other", "Other contributor"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agencies")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.RELEVANT)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organisation__name", "title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="directory_agency_slug_unique_in_partnership"),
            models.CheckConstraint(
                condition=Q(joined_on__isnull=True) | Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="directory_agency_leaves_after_it_joins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the title, or the organisation's name where there is none. Select `organisation` with lists."""
        return self.title or self.organisation.name


class Group(PartnershipOwned):
    """The board, its executive, sub-groups and forums: the tree the structure diagram is drawn from.

    `chair` is a role, never a name. `former_name` is printed beside the name where a group was renamed; a group that
    took over from another names it in `supersedes`. Open where `started_on` or `ended_on` is empty.
    """

    class Kind(models.TextChoices):
        """What the group is, from the top of the tree down."""

        BOARD = "board", "Board"
        EXECUTIVE = "executive", "Executive"
        SUBGROUP = "subgroup", "Sub-group"
        TASK = "task", "Task group"
        FORUM = "forum", "Forum"

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    chair = models.CharField(max_length=160, blank=True)
    purpose = models.CharField(max_length=400, blank=True)
    meets = models.CharField(max_length=80, blank=True)
    joint_with = models.CharField(max_length=160, blank=True)
    former_name = models.CharField(max_length=160, blank=True)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    terms_url = models.URLField(max_length=300, blank=True)
    terms_agreed_on = models.DateField(null=True, blank=True)
    terms_review_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="directory_group_slug_unique_in_partnership"),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="directory_group_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(terms_agreed_on__isnull=True)
                | Q(terms_review_on__isnull=True)
                | Q(terms_review_on__gte=F("terms_agreed_on")),
                name="directory_group_terms_are_not_reviewed_before_they_are_agreed",
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="directory_group_is_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(supersedes=F("pk")), name="directory_group_does_not_supersede_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def existed_on(self, day: date) -> bool:
        """Return True when the group existed on `day`."""
        return (self.started_on is None or self.started_on <= day) and (self.ended_on is None or day <= self.ended_on)
