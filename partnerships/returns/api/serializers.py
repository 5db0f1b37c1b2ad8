"""What the API of returns says and takes."""

from typing import Any

from rest_framework import serializers

from partnerships.returns.models import Collection
from partnerships.returns.selectors.grid import Cell


class CollectionOutput(serializers.ModelSerializer[Collection]):
    """A collection and how many returns it has received."""

    period = serializers.CharField(source="token")
    asked = serializers.IntegerField()
    received = serializers.IntegerField()
    accepted = serializers.IntegerField()

    class Meta:
        model = Collection
        fields = (
            *("id", "title", "period", "start", "end", "due_on", "closes_on", "status"),
            *("asked", "received", "accepted"),
        )


class ObservationOutput(serializers.Serializer[Cell]):
    """One figure of a return. `version` is what a PUT must expect; `figure` is computed where two counts are given."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    status = serializers.CharField(source="entry.status")
    value = serializers.DecimalField(source="entry.value", max_digits=15, decimal_places=4, allow_null=True)
    numerator = serializers.DecimalField(source="entry.numerator", max_digits=15, decimal_places=4, allow_null=True)
    denominator = serializers.DecimalField(source="entry.denominator", max_digits=15, decimal_places=4, allow_null=True)
    text = serializers.CharField(source="entry.text")
    qualifier = serializers.CharField(source="entry.qualifier")
    reason = serializers.CharField(source="entry.reason")
    comment = serializers.CharField(source="entry.comment")
    figure = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="lock")
    accepted = serializers.BooleanField()

    def get_figure(self, cell: Cell) -> str:
        """Return what is printed."""
        return cell.entry.shown(cell.definition)


class ReturnOutput(serializers.Serializer[Any]):
    """A return with all its figures."""

    id = serializers.IntegerField(source="of_return.pk")
    agency = serializers.CharField(source="of_return.agency.slug")
    status = serializers.CharField(source="of_return.status")
    due_on = serializers.DateField(source="of_return.due_on")
    observations = ObservationOutput(source="cells", many=True)


class ObservationInput(serializers.Serializer[Any]):
    """What a system says about a figure, as a person would type it. `version` is the one it read."""

    status = serializers.CharField(required=False, default="value")
    value = serializers.CharField(required=False, default="", allow_blank=True)
    numerator = serializers.CharField(required=False, default="", allow_blank=True)
    denominator = serializers.CharField(required=False, default="", allow_blank=True)
    reason = serializers.CharField(required=False, default="", allow_blank=True, max_length=500)
    comment = serializers.CharField(required=False, default="", allow_blank=True)
    counted_on = serializers.CharField(required=False, default="", allow_blank=True)
    version = serializers.IntegerField(min_value=0)


class SavedOutput(serializers.Serializer[Any]):
    """What is kept after a PUT."""

    version = serializers.IntegerField()
    figure = serializers.CharField()
    changed = serializers.BooleanField()


class ConflictOutput(serializers.Serializer[Any]):
    """409: somebody else was first. `figure` and `version` are what is kept now."""

    message = serializers.CharField()
    version = serializers.IntegerField()
    figure = serializers.CharField()
