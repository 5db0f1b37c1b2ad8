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
            name="Report",
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
                ("subtitle", models.CharField(blank=True, max_length=160)),
                ("period", models.CharField(max_length=40)),
                ("language", models.CharField(default="en-GB", max_length=10)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("signed", "Signed"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("round", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="studio_report_slug_unique_in_partnership"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="studio.report"
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("fingerprint", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("word", models.TextField()),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "fingerprint"), name="studio_checkanswer_once_per_finding"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="studio.report"
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="studio.section",
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=160)),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("numbered", "Numbered (1, 1.1, 1.1.1)"),
                            ("unnumbered", "Without a number"),
                            ("appendix", "Appendix (Appendix 1, 2, 3)"),
                            ("silent", "No heading (a table or chart with its own caption)"),
                        ],
                        default="numbered",
                        max_length=10,
                    ),
                ),
                ("block", models.CharField(max_length=40)),
                ("config", models.JSONField(blank=True, default=dict)),
                ("body", models.TextField(blank=True)),
                ("seen", models.JSONField(blank=True, default=dict)),
                ("guidance", models.TextField(blank=True)),
                ("reference", models.CharField(blank=True, max_length=160)),
                (
                    "reserved_for",
                    models.CharField(
                        choices=[
                            ("none", "Anybody who edits the report"),
                            ("chair", "Only the independent chair or scrutineer"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                ("due_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "removed_by",
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
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "slug"), name="studio_section_slug_unique_in_report"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="studio_section_both_removed_at_and_removed_by_set",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="studio.section"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("body", models.TextField(blank=True)),
                ("config", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "saved_by",
                    models.ForeignKey(
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
                    models.UniqueConstraint(
                        fields=("section", "number"), name="studio_sectionversion_number_unique_in_section"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="studio.section"
                    ),
                ),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                "ordering": ["made_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="studio_comment_both_settled_at_and_settled_by_set",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignatureSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="studio.report"
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                ("title", models.CharField(max_length=120)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("board_manager", "Board manager"),
                            ("agency_lead", "Agency lead"),
                            ("agency_contributor", "Agency contributor"),
                            ("chair", "Independent chair or scrutineer"),
                            ("signatory", "Partner signatory"),
                            ("case_coordinator", "Case review coordinator"),
                            ("reader", "Reader"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
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
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "title"), name="studio_signatureslot_title_unique_in_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", False),
                                ("role__in", ("agency_lead", "agency_contributor", "signatory")),
                            ),
                            models.Q(
                                models.Q(
                                    ("role__in", ("agency_lead", "agency_contributor", "signatory")), _negated=True
                                ),
                                ("agency__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="studio_signatureslot_agency_role_names_its_agency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="studio.signatureslot",
                    ),
                ),
                ("round", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["signed_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slot", "round", "digest"), name="studio_signature_once_per_slot_round_and_content"
                    )
                ],
            },
        ),
        AppendOnly("SectionVersion"),
        AppendOnly("Signature"),
        AppendOnly("CheckAnswer"),
    ]
