"""The impact chain of a priority: what was done, how that is known, what is different, what comes next."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnerships.directory.models import PartnershipQuerySet
from partnerships.evidence.models import EvidenceBox
from partnerships.governance.models.priority import Priority


class Step(models.TextChoices):
    """The four links of a chain, in their order."""

    DID = "did", "What we did"
    EVIDENCE = "evidence", "How we know"
    DIFFERENCE = "difference", "What is different"
    NEXT = "next", "What comes next"


class ChainQuerySet(PartnershipQuerySet["ImpactChain"]):
    """Chains belong to a partnership through their priority's plan."""

    partnership_path = "priority__plan__partnership"


class ImpactChain(models.Model):
    """One thing a priority led to, followed to what changed for people. `title` names it in a few words."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="chains")
    title = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ChainQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "title"], name="governance_chain_title_unique_in_priority")
        ]

    def __str__(self) -> str:
        return self.title


class ImpactLink(models.Model):
    """One link of a chain: clean rich text, the day it is about and where it can be checked.

    `happened_on` is the day it was done, counted or noticed; for what comes next, the day it is due. `figures` are keys
    of facts that show it, `boxes` evidence kept through the year. `known_by` says of a difference that it is too early
    to tell, and when it will be known; a link that says so is no gap until that day.
    """

    chain = models.ForeignKey(ImpactChain, on_delete=models.CASCADE, related_name="links")
    step = models.CharField(max_length=10, choices=Step)
    text = models.TextField()
    happened_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=255, blank=True)
    known_by = models.DateField(null=True, blank=True)
    figures = models.JSONField(default=list, blank=True)
    boxes = models.ManyToManyField(EvidenceBox, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["chain", "id"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "step"], name="governance_impact_link_one_per_step"),
            models.CheckConstraint(condition=~Q(text=""), name="governance_impact_link_says_something"),
            models.CheckConstraint(
                condition=Q(known_by__isnull=True) | Q(step="difference"),
                name="governance_impact_link_only_a_difference_is_known_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain}: {self.get_step_display()}"
