import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import safeguarding.lib.facts.fact
import safeguarding.lib.facts.status
from safeguarding.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("order", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("retired_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["order", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="returns_indicator_slug_unique_in_partnership"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="returns.indicator"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("definition", models.TextField(blank=True)),
                ("example", models.TextField(blank=True, verbose_name="worked example")),
                ("source_system", models.CharField(blank=True, max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("count", "count"),
                            ("percent", "percent"),
                            ("rate", "rate"),
                            ("money", "money"),
                            ("score", "score"),
                            ("grade", "grade"),
                            ("text", "text"),
                        ],
                        max_length=8,
                    ),
                ),
                ("noun", models.CharField(blank=True, max_length=60, verbose_name="counting unit")),
                ("per", models.PositiveIntegerField(default=0)),
                ("decimals", models.PositiveSmallIntegerField(default=0)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("stock", "At a date"),
                            ("flow", "During a period"),
                            ("cumulative", "Since the start of the year"),
                        ],
                        default="flow",
                        max_length=10,
                    ),
                ),
                (
                    "polarity",
                    models.CharField(
                        choices=[
                            ("higher", "Higher is better"),
                            ("lower", "Lower is better"),
                            ("neutral", "Neither is better"),
                        ],
                        default="neutral",
                        max_length=8,
                    ),
                ),
                ("from_parts", models.BooleanField(default=False)),
                ("numerator_label", models.CharField(blank=True, max_length=200)),
                ("denominator_label", models.CharField(blank=True, max_length=200)),
                ("over_100_allowed", models.BooleanField(default=False, verbose_name="may be over 100%")),
                ("dimension", models.CharField(blank=True, max_length=80, verbose_name="breakdown")),
                ("categories", models.JSONField(blank=True, default=list)),
                ("asks_total", models.BooleanField(default=True)),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("small_numbers", "small_numbers"),
                            ("partnership", "partnership"),
                            ("restricted", "restricted"),
                        ],
                        default=safeguarding.lib.facts.fact.Disclosure["PARTNERSHIP"],
                        max_length=16,
                    ),
                ),
                ("effective_from", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["indicator", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "number"), name="returns_indicatorversion_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_parts", True), _negated=True),
                            ("kind__in", ["percent", "rate"]),
                            _connector="OR",
                        ),
                        name="returns_indicatorversion_only_percent_and_rate_have_parts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "rate"), _negated=True), ("per__gt", 0), _connector="OR"),
                        name="returns_indicatorversion_rate_says_per_how_many",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=160)),
                ("description", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="returns_indicatorset_slug_unique_in_partnership"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SetItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="returns.indicatorset"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="returns.indicator"
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=120)),
                ("order", models.PositiveIntegerField(default=0)),
                ("for_all", models.BooleanField(default=True, verbose_name="answered by every agency")),
                ("agencies", models.ManyToManyField(blank=True, related_name="+", to="directory.agency")),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("set", "indicator"), name="returns_setitem_once_per_set")
                ],
            },
        ),
        migrations.CreateModel(
            name="Collection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collections",
                        to="returns.indicatorset",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("token", models.CharField(max_length=40)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("opens_on", models.DateField()),
                ("due_on", models.DateField()),
                ("closes_on", models.DateField()),
                (
                    "status",
                    models.CharField(choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=8),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-end", "title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "set", "token"), name="returns_collection_once_per_set_and_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="returns_collection_period_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("opens_on")), ("closes_on__gte", models.F("due_on"))
                        ),
                        name="returns_collection_opens_then_is_due_then_closes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="returns.collection"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="returns.indicator"
                    ),
                ),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="returns.indicatorversion"
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=120)),
                ("order", models.PositiveIntegerField(default=0)),
                ("for_all", models.BooleanField(default=True)),
                ("agencies", models.ManyToManyField(blank=True, related_name="+", to="directory.agency")),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collection", "indicator"), name="returns_collectionitem_once_per_collection"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="returns.collection"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Not handed in"),
                            ("submitted", "Handed in"),
                            ("sent_back", "Sent back"),
                            ("accepted", "Accepted"),
                            ("reopened", "Reopened"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("first_submitted_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why it was sent back or reopened")),
                ("extended_to", models.DateField(blank=True, null=True)),
                ("extension_reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["agency__organisation__name", "agency__title"],
                "constraints": [
                    models.UniqueConstraint(fields=("collection", "agency"), name="returns_return_once_per_agency"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="returns_return_both_submitted_at_and_submitted_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="returns_return_both_accepted_at_and_accepted_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "accepted"), _negated=True),
                            ("accepted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="returns_return_accepted_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extended_to__isnull", True),
                            models.Q(("extension_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="returns_return_extension_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="observations", to="returns.return"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="returns.indicator"
                    ),
                ),
                ("category", models.SlugField(blank=True, max_length=80)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("of_return", "indicator", "category"), name="returns_observation_once_per_cell"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ObservationVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="returns.observation"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="returns.indicatorversion"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("value", "value"),
                            ("provisional", "provisional"),
                            ("estimated", "estimated"),
                            ("nil", "nil return"),
                            ("suppressed", "suppressed to protect confidentiality"),
                            ("not_available", "not available"),
                            ("not_applicable", "not applicable"),
                            ("not_collected", "not collected"),
                            ("blank", "not yet given"),
                        ],
                        max_length=16,
                    ),
                ),
                ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("upper", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("numerator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("text", models.CharField(blank=True, max_length=500)),
                (
                    "counted_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="counted on another day than the last of the period"
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("at_least", "at_least"),
                            ("more_than", "more_than"),
                            ("about", "about"),
                            ("range", "range"),
                            ("direction", "direction"),
                            ("rank", "rank"),
                        ],
                        default=safeguarding.lib.facts.status.Qualifier["EXACT"],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("comment", models.TextField(blank=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("typed", "Typed"),
                            ("pasted", "Pasted"),
                            ("uploaded", "Uploaded from a spreadsheet"),
                            ("api", "Sent by another system"),
                            ("carried", "Carried forward"),
                            ("imported", "Imported from a published document"),
                        ],
                        default="typed",
                        max_length=8,
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=255, verbose_name="source document")),
                ("place", models.CharField(blank=True, max_length=255, verbose_name="place in the document")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["observation", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("observation", "number"), name="returns_observationversion_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["value", "provisional", "estimated"]), _negated=True),
                            ("value__isnull", False),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="returns_observationversion_value_has_a_figure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["value", "provisional", "estimated"]),
                            models.Q(
                                ("denominator__isnull", True),
                                ("numerator__isnull", True),
                                ("text", ""),
                                ("upper__isnull", True),
                                ("value__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="returns_observationversion_silence_has_no_figure",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acceptances", to="returns.return"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("comment", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["of_return", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("of_return", "number"), name="returns_acceptance_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="AcceptedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "acceptance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="returns.acceptance"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="returns.observationversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("acceptance", "version"), name="returns_acceptedfigure_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Comparator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comparators", to="returns.indicator"
                    ),
                ),
                ("category", models.SlugField(blank=True, max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("previous-year", "Previous year"),
                            ("statistical-neighbours", "Statistical neighbours"),
                            ("england", "England"),
                            ("region", "Region"),
                            ("target", "Target"),
                        ],
                        max_length=24,
                    ),
                ),
                ("token", models.CharField(max_length=40, verbose_name="period")),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("upper", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ("words", models.CharField(blank=True, max_length=255)),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("at_least", "at_least"),
                            ("more_than", "more_than"),
                            ("about", "about"),
                            ("range", "range"),
                            ("direction", "direction"),
                            ("rank", "rank"),
                        ],
                        default=safeguarding.lib.facts.status.Qualifier["EXACT"],
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(max_length=255)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["indicator", "category", "kind", "-end"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "category", "kind", "token"),
                        name="returns_comparator_once_per_kind_and_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="returns_comparator_has_a_figure_or_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetingValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="competing", to="returns.observation"
                    ),
                ),
                ("printed", models.CharField(max_length=120, verbose_name="value as printed")),
                ("unit", models.CharField(blank=True, max_length=80, verbose_name="unit as printed")),
                ("where", models.CharField(max_length=255, verbose_name="where it is printed")),
                ("note", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_reason", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("observation", "printed", "where"), name="returns_competingvalue_once_per_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True), ("settled_by__isnull", True), ("settled_reason", "")
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("settled_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="returns_competingvalue_settled_says_when_who_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Query",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="queries", to="returns.observation"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Waiting for an answer"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["opened_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="returns_query_both_closed_at_and_closed_by_set",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QueryEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "query",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="returns.query"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="returns.observation",
                    ),
                ),
                ("rule", models.SlugField(max_length=60)),
                ("figure", models.CharField(max_length=120)),
                ("text", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        AppendOnly("IndicatorVersion"),
        AppendOnly("ObservationVersion"),
        AppendOnly("Acceptance"),
        AppendOnly("AcceptedFigure"),
        AppendOnly("QueryEntry"),
        AppendOnly("Explanation"),
    ]
