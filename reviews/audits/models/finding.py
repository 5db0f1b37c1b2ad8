"""What an audit found and recommends."""

from django.db import models

from reviews.audits.models.audit import Audit


class Point(models.Model):
    """One bullet of an audit's page. Reports choose their own boxes, so every kind is optional."""

    class Kind(models.TextChoices):
        """In which box it stands."""

        EVIDENCE = "evidence", "Evidence"
        STRENGTH = "strength", "Strengths"
        LEARNING = "learning", "Learning"
        IMPROVEMENT = "improvement", "Areas for improvement"
        CHANGE = "change", "What changed"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=11, choices=Kind)
    position = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "kind", "position"], name="audits_point_position_unique_in_box")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Recommendation(models.Model):
    """What should be done. Actions name it by the audit's slug and this number, so a number is never given twice."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["audit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="audits_recommendation_number_unique_in_audit")
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"

    @property
    def key(self) -> str:
        """Return the key its actions carry."""
        return f"{self.audit.slug}.{self.number}"
