import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from safeguarding.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("sort", models.CharField(choices=[("theme", "Theme"), ("priority", "Priority")], max_length=8)),
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=160)),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["sort", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "sort", "slug"), name="evidence_tag_slug_unique_in_partnership_and_sort"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceBox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("evidence", "Evidence"),
                            ("impact", "Impact"),
                            ("assurance", "Assurance"),
                            ("learning", "Learning"),
                            ("strength", "Strength"),
                            ("improvement", "Area for improvement"),
                            ("achievement", "Achievement"),
                            ("key_message", "Key message"),
                            ("intelligence", "Intelligence requirement"),
                            ("voice", "Voice"),
                            ("quote", "Quote"),
                        ],
                        max_length=20,
                    ),
                ),
                ("heading", models.CharField(max_length=160)),
                ("body", models.TextField()),
                ("details", models.JSONField(blank=True, default=dict)),
                ("happened_on", models.DateField()),
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
                    "status",
                    models.CharField(
                        choices=[("kept", "Kept"), ("withdrawn", "Withdrawn")], default="kept", max_length=9
                    ),
                ),
                ("withdrawn_because", models.CharField(blank=True, max_length=255)),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Document it was imported from; empty when typed.", max_length=255
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("captured_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "captured_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                ("tags", models.ManyToManyField(blank=True, related_name="boxes", to="evidence.tag")),
            ],
            options={
                "ordering": ["-happened_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="evidence_box_slug_unique_in_partnership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "kept"), ("withdrawn_because", "")),
                            models.Q(("status", "withdrawn"), models.Q(("withdrawn_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="evidence_box_withdrawn_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True), name="evidence_box_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoxVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="evidence.evidencebox"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "saved_by",
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
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("box", "number"), name="evidence_boxversion_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedText",
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
            ],
            options={
                "ordering": ["title"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "slug"), name="evidence_sharedtext_slug_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="wordings", to="evidence.sharedtext"
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
                ("body", models.TextField(blank=True)),
                ("based_on", models.PositiveIntegerField(default=0)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                "ordering": ["area__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("text", "area"), name="evidence_wording_one_per_area"),
                    models.UniqueConstraint(
                        condition=models.Q(("area__isnull", True)),
                        fields=("text",),
                        name="evidence_wording_one_for_everywhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("area__isnull", False),
                            models.Q(("based_on", 0), ("ended_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="evidence_wording_everywhere_is_based_on_nothing_and_never_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordingVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="evidence.wording"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "saved_by",
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
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("wording", "number"), name="evidence_wordingversion_number_unique")
                ],
            },
        ),
        AppendOnly("BoxVersion"),
        AppendOnly("WordingVersion"),
    ]
