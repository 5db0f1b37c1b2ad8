from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import partnerships.governance.models.period


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("evidence", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="directory.group"
                    ),
                ),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=160)),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Not yet held"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["held_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "held_on"), name="governance_meeting_one_per_group_and_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="directory.group"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("label", models.CharField(max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=120)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["order", "label", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="governance_seat_slug_unique_in_partnership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="governance_seat_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="governance.meeting"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="governance.seat"
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("attended", "Attended"),
                            ("substitute", "Substitute attended"),
                            ("apologies", "Apologies"),
                            ("absent", "Absent without apologies"),
                            ("vacant", "Post vacant"),
                            ("not_member", "Not a member then"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "seat"), name="governance_attendance_one_per_seat")
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=160)),
                (
                    "period_token",
                    partnerships.governance.models.period.PeriodField(
                        max_length=24, validators=[partnerships.governance.models.period.validate_period]
                    ),
                ),
            ],
            options={
                "ordering": ["-period_token", "title"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "slug"), name="governance_plan_slug_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priorities",
                        to="governance.priorityplan",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=255)),
                ("text", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True)),
                ("pledge", models.TextField(blank=True)),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.group",
                    ),
                ),
                (
                    "owner_level",
                    models.CharField(
                        choices=[
                            ("partnership", "Partnership"),
                            ("place", "Place"),
                            ("icb", "Integrated care board"),
                            ("agency", "One agency"),
                        ],
                        default="partnership",
                        max_length=11,
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=160)),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_into",
                        to="governance.priority",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["plan", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="governance_priority_number_unique_in_plan"
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "carried_from"), name="governance_priority_carried_once_into_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("carried_from", models.F("pk")), _negated=True),
                        name="governance_priority_is_not_carried_from_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objectives", to="governance.priority"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=400)),
                ("measure", models.CharField(blank=True, max_length=255)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "owner_level",
                    models.CharField(
                        choices=[
                            ("partnership", "Partnership"),
                            ("place", "Place"),
                            ("icb", "Integrated care board"),
                            ("agency", "One agency"),
                        ],
                        default="partnership",
                        max_length=11,
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=160)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["priority", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("priority", "number"), name="governance_objective_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="governance.priority"
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="governance.objective",
                    ),
                ),
                ("noted_on", models.DateField()),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("carried_forward", "Carried forward"),
                            ("stopped", "No longer pursued"),
                        ],
                        max_length=15,
                    ),
                ),
                ("qualifier", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=255)),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "entered_by",
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
                "ordering": ["-noted_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="governance.meeting"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("lead", models.CharField(blank=True, max_length=160)),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("decision", "For decision"),
                            ("discussion", "For discussion"),
                            ("information", "For information"),
                        ],
                        default="discussion",
                        max_length=11,
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.priority",
                    ),
                ),
                ("notes", models.TextField(blank=True)),
                ("decision", models.TextField(blank=True)),
                ("is_key", models.BooleanField(default=False)),
                ("effect", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "updated_by",
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
                "ordering": ["meeting", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="governance_agenda_item_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_key", False), models.Q(("decision", ""), _negated=True), _connector="OR"
                        ),
                        name="governance_agenda_item_key_decision_is_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effect", ""), models.Q(("decision", ""), _negated=True), _connector="OR"),
                        name="governance_agenda_item_effect_is_of_a_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance_rule",
                        to="directory.group",
                    ),
                ),
                ("quorum", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("partners_needed", models.BooleanField(default=False)),
                ("partners_expected", models.BooleanField(default=True)),
                ("deputy_limit", models.PositiveSmallIntegerField(default=2)),
                (
                    "source",
                    models.CharField(
                        default="Board effectiveness statements of the self-assessment: core partners attend every meeting, and a deputy attends at most two meetings running without review",
                        max_length=255,
                    ),
                ),
            ],
            options={
                "ordering": ["group__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="governance_attendance_rule_says_where_it_is_written",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FinanceStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "period_token",
                    partnerships.governance.models.period.PeriodField(
                        max_length=24, validators=[partnerships.governance.models.period.validate_period]
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("actual", "Actual"), ("forecast", "Forecast"), ("budget", "Budget")], max_length=8
                    ),
                ),
                (
                    "sign_convention",
                    models.CharField(
                        choices=[
                            (
                                "income_positive",
                                "Income and expenditure are both positive; a positive balance is a surplus",
                            ),
                            ("income_negative", "Income is negative; a negative outcome is a surplus"),
                        ],
                        default="income_positive",
                        max_length=15,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=255)),
                ("source", models.CharField(blank=True, max_length=255)),
                ("printed_income", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("printed_expenditure", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("printed_outcome", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-period_token", "basis"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "period_token", "basis"),
                        name="governance_statement_one_per_period_and_basis",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FinanceLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="governance.financestatement",
                    ),
                ),
                (
                    "side",
                    models.CharField(choices=[("income", "Income"), ("expenditure", "Expenditure")], max_length=11),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("category", models.CharField(blank=True, max_length=120)),
                ("label", models.CharField(max_length=160)),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                    ),
                ),
                ("is_credit", models.BooleanField(default=False)),
                ("in_total", models.BooleanField(default=True)),
                ("excluded_because", models.CharField(blank=True, max_length=255)),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contribution", "Contribution"),
                            ("grant", "Grant"),
                            ("in-kind", "Support in kind"),
                            ("charges", "Charges, such as for training"),
                            ("brought-forward", "Carried forward from earlier years"),
                            ("spending", "Spending"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                    ),
                ),
                ("one_off", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=255)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "updated_by",
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
                "ordering": ["side", "order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "side", "slug"), name="governance_line_slug_unique_on_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="governance_line_amount_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_total", False), ("excluded_because", ""), _connector="OR"),
                        name="governance_line_says_why_it_is_left_out_only_when_it_is",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("abbreviation", models.CharField(max_length=40)),
                ("expansion", models.CharField(max_length=255)),
                ("note", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["abbreviation", "expansion"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "abbreviation", "expansion"), name="governance_term_not_listed_twice"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpactChain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chains", to="governance.priority"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["priority", "order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "title"), name="governance_chain_title_unique_in_priority"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpactLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="governance.impactchain"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("did", "What we did"),
                            ("evidence", "How we know"),
                            ("difference", "What is different"),
                            ("next", "What comes next"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("happened_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=255)),
                ("known_by", models.DateField(blank=True, null=True)),
                ("figures", models.JSONField(blank=True, default=list)),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("boxes", models.ManyToManyField(blank=True, related_name="+", to="evidence.evidencebox")),
            ],
            options={
                "ordering": ["chain", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "step"), name="governance_impact_link_one_per_step"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="governance_impact_link_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known_by__isnull", True), ("step", "difference"), _connector="OR"),
                        name="governance_impact_link_only_a_difference_is_known_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=160)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                ("statutory", models.BooleanField(default=False)),
                ("basis", models.CharField(blank=True, max_length=255)),
                ("established", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("wte", "Whole-time equivalents"),
                            ("sessions", "Sessions a week"),
                            ("people", "People"),
                        ],
                        default="wte",
                        max_length=8,
                    ),
                ),
                ("supervision", models.CharField(blank=True, max_length=80)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-statutory", "title", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="governance_post_slug_unique_in_partnership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("established__isnull", True), ("established__gt", 0), _connector="OR"),
                        name="governance_post_is_some_of_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="governance.post"
                    ),
                ),
                ("noted_on", models.DateField()),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("filled", "Filled"),
                            ("part", "Filled in part"),
                            ("interim", "Filled by an interim"),
                            ("covered", "Vacant, covered by others"),
                            ("vacant", "Vacant"),
                        ],
                        max_length=7,
                    ),
                ),
                ("filled", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                ("words", models.CharField(blank=True, max_length=255)),
                ("source", models.CharField(blank=True, max_length=255)),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "entered_by",
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
                "ordering": ["-noted_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("post", "noted_on"), name="governance_post_note_one_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("filled__isnull", True), ("filled__gte", 0), _connector="OR"),
                        name="governance_post_note_filled_not_negative",
                    ),
                ],
            },
        ),
    ]
