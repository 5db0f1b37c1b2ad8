import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=160)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("none", "No level"),
                            ("1", "Level 1"),
                            ("2", "Level 2"),
                            ("3", "Level 3"),
                            ("4", "Level 4"),
                            ("5", "Level 5"),
                        ],
                        default="none",
                        max_length=4,
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=200)),
                (
                    "reach",
                    models.CharField(
                        choices=[("multi", "Multi-agency"), ("single", "Single-agency")], default="multi", max_length=6
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=160)),
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
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="training_course_slug_unique_in_partnership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reach", "single"), ("agency__isnull", True), _connector="OR"),
                        name="training_course_agency_only_when_single",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Compliance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                ("period_token", models.CharField(max_length=40)),
                ("as_at", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=600)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("submitted", "Handed in"), ("accepted", "Accepted")],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
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
            ],
            options={
                "ordering": ["-period_token", "agency__organisation__name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "period_token"), name="training_compliance_once_per_agency_and_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="training_compliance_accepted_at_and_by_go_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="training_compliance_submitted_at_and_by_go_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplianceLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "compliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="training.compliance"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("none", "No level"),
                            ("1", "Level 1"),
                            ("2", "Level 2"),
                            ("3", "Level 3"),
                            ("4", "Level 4"),
                            ("5", "Level 5"),
                        ],
                        max_length=4,
                    ),
                ),
                ("eligible", models.PositiveIntegerField(blank=True, null=True)),
                ("trained", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "silence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "There are figures"),
                            ("not_applicable", "Not applicable"),
                            ("not_available", "Not available"),
                            ("not_collected", "Not collected"),
                        ],
                        max_length=14,
                    ),
                ),
            ],
            options={
                "ordering": ["compliance", "level"],
                "constraints": [
                    models.UniqueConstraint(fields=("compliance", "level"), name="training_complianceline_level_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("silence", ""),
                            models.Q(("eligible__isnull", True), ("trained__isnull", True)),
                            _connector="OR",
                        ),
                        name="training_complianceline_figures_or_silence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                ("slug", models.SlugField(max_length=60)),
                ("period_token", models.CharField(max_length=40)),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="training.course",
                    ),
                ),
                (
                    "moment",
                    models.CharField(choices=[("end", "At the end"), ("later", "After three months")], max_length=5),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rating", "What people thought of the course"),
                            ("practice", "What changed in practice"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("people", "Number of people"), ("percent", "Percentages, as a document prints them")],
                        default="people",
                        max_length=7,
                    ),
                ),
                ("question", models.CharField(max_length=255)),
                ("asked", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-period_token", "kind", "moment", "question", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="training_evaluation_slug_unique_in_partnership"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="training.evaluation"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=80)),
                ("value", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
            ],
            options={
                "ordering": ["evaluation", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("evaluation", "position"), name="training_option_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                        name="training_option_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quotes", to="training.evaluation"
                    ),
                ),
                ("text", models.CharField(max_length=600)),
                ("said_by", models.CharField(blank=True, max_length=80)),
                ("order", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["evaluation", models.OrderBy(models.F("order")), "id"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="training.course"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("runs", models.PositiveSmallIntegerField(default=1)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("room", "In person"),
                            ("virtual", "Virtual"),
                            ("mixed", "In person and virtual"),
                            ("alone", "E-learning"),
                        ],
                        default="room",
                        max_length=7,
                    ),
                ),
                ("places", models.PositiveIntegerField(blank=True, null=True)),
                ("only_for", models.CharField(blank=True, max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Not yet held"), ("held", "Held"), ("cancelled", "Called off")],
                        default="planned",
                        max_length=9,
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="training_session_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("runs__gte", 1)), name="training_session_runs_at_least_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("kind", models.CharField(choices=[("income", "Income"), ("cost", "Cost")], max_length=6)),
                ("label", models.CharField(max_length=160)),
                ("pounds", models.DecimalField(decimal_places=2, max_digits=10)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amounts",
                        to="training.session",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["kind", "starts_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pounds__gte", 0)), name="training_amount_not_below_zero"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="training_amount_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="training.session"
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("education", "Education"),
                            ("voluntary", "Voluntary and community"),
                            ("council", "Local authority"),
                            ("health", "Health"),
                            ("police", "Police"),
                            ("other", "Other"),
                            ("unrecorded", "Sector not recorded"),
                        ],
                        max_length=10,
                    ),
                ),
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
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("one", "One area"),
                            ("several", "More than one area"),
                            ("unrecorded", "Area not recorded"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                    ),
                ),
                ("booked", models.PositiveIntegerField(blank=True, null=True)),
                ("attended", models.PositiveIntegerField(blank=True, null=True)),
                ("cancelled", models.PositiveIntegerField(blank=True, null=True)),
                ("did_not_attend", models.PositiveIntegerField(blank=True, null=True)),
                ("missed", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["session", "sector", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", False), ("reach", "one")),
                            models.Q(models.Q(("reach", "one"), _negated=True), ("area__isnull", True)),
                            _connector="OR",
                        ),
                        name="training_count_area_when_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True), ("area__isnull", False)),
                        fields=("session", "sector", "area"),
                        name="training_count_once_per_sector_and_area",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True), ("area__isnull", True)),
                        fields=("session", "sector", "reach"),
                        name="training_count_once_per_sector_and_reach",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False), ("area__isnull", False)),
                        fields=("session", "agency", "area"),
                        name="training_count_once_per_agency_and_area",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False), ("area__isnull", True)),
                        fields=("session", "agency", "reach"),
                        name="training_count_once_per_agency_and_reach",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrintedTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                ("period_token", models.CharField(max_length=40)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("sessions", "Sessions held"),
                            ("places", "Places"),
                            ("booked", "Booked"),
                            ("attended", "Attended"),
                            ("cancelled", "Cancelled"),
                            ("did_not_attend", "Did not attend"),
                            ("missed", "Cancelled or did not attend, not told apart"),
                            ("attended_share", "Share of everybody who attended, %"),
                            ("missed_share", "Cancelled or did not attend, % of booked"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("education", "Education"),
                            ("voluntary", "Voluntary and community"),
                            ("council", "Local authority"),
                            ("health", "Health"),
                            ("police", "Police"),
                            ("other", "Other"),
                            ("unrecorded", "Sector not recorded"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("one", "One area"),
                            ("several", "More than one area"),
                            ("unrecorded", "Area not recorded"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=9)),
                ("decimals", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["period_token", "measure", "sector", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", False), ("reach", "one")),
                            models.Q(models.Q(("reach", "one"), _negated=True), ("area__isnull", True)),
                            _connector="OR",
                        ),
                        name="training_printedtotal_area_when_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="training_printedtotal_not_below_zero"
                    ),
                ],
            },
        ),
    ]
