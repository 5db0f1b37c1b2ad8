"""Filters of the directory's registers."""

import django_filters
from django import forms
from django.db.models import QuerySet

from partnerships.directory.models import AuditEvent
from partnerships.directory.selectors.sentences import action_words
from safeguarding.lib.forms.base import GovUKForm

NOT_A_DATE = {"invalid": "Enter a date like 27/3/2026"}


class AuditFilterForm(GovUKForm):
    """The filter's boxes."""

    says_optional = False


class AuditFilter(django_filters.FilterSet):
    """Who, what, about what, between which days (both included)."""

    person = django_filters.CharFilter(field_name="actor_name", lookup_expr="icontains", label="Person")
    action = django_filters.ChoiceFilter(label="Action", empty_label="Any", method="keep_action")
    about = django_filters.CharFilter(field_name="object_label", lookup_expr="icontains", label="About")
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label="From", error_messages=NOT_A_DATE, widget=forms.DateInput
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label="To", error_messages=NOT_A_DATE, widget=forms.DateInput
    )

    class Meta:
        model = AuditEvent
        form = AuditFilterForm
        fields: tuple[str, ...] = ()

    def __init__(self, data: object, *, queryset: QuerySet[AuditEvent]) -> None:
        super().__init__(data, queryset=queryset)
        self.actions: dict[str, list[str]] = {}
        for action in queryset.order_by("action").values_list("action", flat=True).distinct():
            self.actions.setdefault(action_words(action), []).append(action)
        choices = [(actions[0], words) for words, actions in sorted(self.actions.items())]
        self.filters["action"].extra["choices"] = choices

    def keep_action(self, queryset: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        """Keep an action with all others that read the same."""
        return queryset.filter(action__in=self.actions[action_words(value)])
