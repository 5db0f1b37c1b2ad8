"""What people said about training, at the end and three months on: distributions and quotes, never who said it."""

from django.db import models
from django.db.models import F, Q

from partnerships.training.models.course import Course, Stamped
from safeguarding.lib.facts import Period


class Evaluation(Stamped):
    """One question put to people who were trained, with a scale of any length.

    `course` is empty where a question was asked after every course. `asked` is how many were asked, None unknown.
    `basis` says whether the answers are people or, from a document, percentages without their base.
    """

    class Moment(models.TextChoices):
        """When the question was put."""

        END = "end", "At the end"
        LATER = "later", "After three months"

    class Kind(models.TextChoices):
        """What the question is about."""

        RATING = "rating", "What people thought of the course"
        PRACTICE = "practice", "What changed in practice"

    class Basis(models.TextChoices):
        """What the answers are counted in."""

        PEOPLE = "people", "Number of people"
        PERCENT = "percent", "Percentages, as a document prints them"

    slug = models.SlugField(max_length=60)
    period_token = models.CharField(max_length=40)
    course = models.ForeignKey(Course, null=True, blank=True, on_delete=models.PROTECT, related_name="evaluations")
    moment = models.CharField(max_length=5, choices=Moment)
    kind = models.CharField(max_length=8, choices=Kind)
    basis = models.CharField(max_length=7, choices=Basis, default=Basis.PEOPLE)
    question = models.CharField(max_length=255)
    asked = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-period_token", "kind", "moment", "question", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="training_evaluation_slug_unique_in_partnership"
            )
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def period(self) -> Period:
        """Return the period the answers are from."""
        return Period.parse(self.period_token)


class Option(models.Model):
    """One point of a question's scale, from 1 (lowest) up, and how many chose it; None where it is not known."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["evaluation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "position"], name="training_option_position_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="training_option_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Quote(models.Model):
    """Words somebody wrote on an evaluation; `said_by` is a role ("Health visitor"), never a name."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="quotes")
    text = models.CharField(max_length=600)
    said_by = models.CharField(max_length=80, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["evaluation", F("order").asc(), "id"]

    def __str__(self) -> str:
        return self.text[:60]
