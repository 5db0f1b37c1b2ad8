from decimal import Decimal

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
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("topic", models.CharField(max_length=160)),
                ("year_token", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("multi", "Multi-agency"),
                            ("single", "Single-agency"),
                            ("external", "Commissioned from outside"),
                            ("peer", "Peer review"),
                            ("young", "By young people or families"),
                        ],
                        default="multi",
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("in_progress", "In progress"),
                            ("reported", "Reported"),
                            ("not_held", "Not held"),
                        ],
                        default="planned",
                        max_length=11,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("cohort", models.CharField(blank=True, max_length=255)),
                ("method", models.TextField(blank=True)),
                ("auditors", models.CharField(blank=True, max_length=255)),
                (
                    "independence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("independent", "Independent of the services audited"),
                            ("within", "From the services audited"),
                            ("mixed", "Some of both"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                ("records", models.PositiveIntegerField(blank=True, null=True)),
                ("population", models.PositiveIntegerField(blank=True, null=True)),
                ("chosen", models.CharField(blank=True, max_length=255)),
                ("practitioners", models.PositiveIntegerField(blank=True, null=True)),
                ("families", models.PositiveIntegerField(blank=True, null=True)),
                ("involved", models.CharField(blank=True, max_length=255)),
                ("planned_for", models.DateField(blank=True, null=True)),
                ("reported_on", models.DateField(blank=True, null=True)),
                ("reported_to", models.CharField(blank=True, max_length=160)),
                ("link", models.URLField(blank=True, max_length=500)),
                ("repeat_on", models.DateField(blank=True, null=True)),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats",
                        to="audits.audit",
                        verbose_name="re-audit of",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=255)),
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
                ("agencies", models.ManyToManyField(blank=True, related_name="+", to="directory.agency")),
            ],
            options={
                "ordering": ["-year_token", "topic", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="audits_audit_slug_unique_in_partnership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("records__isnull", True),
                            ("population__isnull", True),
                            ("population__gte", models.F("records")),
                            _connector="OR",
                        ),
                        name="audits_audit_sample_is_part_of_its_population",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "reported"), ("reported_on__isnull", True), _connector="OR"),
                        name="audits_audit_reported_on_only_when_reported",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follows__isnull", True),
                            models.Q(("follows", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="audits_audit_does_not_follow_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="audits.audit"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("evidence", "Evidence"),
                            ("strength", "Strengths"),
                            ("learning", "Learning"),
                            ("improvement", "Areas for improvement"),
                            ("change", "What changed"),
                        ],
                        max_length=11,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ["kind", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("audit", "kind", "position"), name="audits_point_position_unique_in_box"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="audits.audit"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["audit", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("audit", "number"), name="audits_recommendation_number_unique_in_audit"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gradings", to="audits.audit"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=160)),
                ("good_from", models.PositiveSmallIntegerField()),
                (
                    "basis",
                    models.CharField(
                        choices=[("records", "Numbers of records"), ("percent", "Percentages")],
                        default="records",
                        max_length=7,
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
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["audit", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("audit", "slug"), name="audits_grading_slug_unique_in_audit"),
                    models.CheckConstraint(
                        condition=models.Q(("good_from__gte", 2)), name="audits_grading_something_is_less_than_good"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScalePoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="audits.grading"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=80)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("grading", "position"), name="audits_scalepoint_position_unique"),
                    models.UniqueConstraint(fields=("grading", "label"), name="audits_scalepoint_label_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="audits.grading"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("held_on", models.DateField()),
            ],
            options={
                "ordering": ["held_on", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("grading", "number"), name="audits_round_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grades", to="audits.round"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=7)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "position"), name="audits_grade_once_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", Decimal("0"))), name="audits_grade_not_below_zero"
                    ),
                ],
            },
        ),
    ]
