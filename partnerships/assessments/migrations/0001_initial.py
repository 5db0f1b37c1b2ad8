import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tool",
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
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("purpose", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    models.CharField(choices=[("draft", "Draft"), ("live", "Live")], default="live", max_length=5),
                ),
                ("origin", models.SlugField(blank=True, max_length=60)),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("half_points", models.BooleanField(default=False)),
                ("not_rated_allowed", models.BooleanField(default=False)),
                ("not_applicable_allowed", models.BooleanField(default=True)),
                ("revision", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["title", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug", "version"), name="assessments_tool_version_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("partnership", "slug"),
                        name="assessments_tool_one_draft_of_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", ""), ("origin", "")),
                            models.Q(models.Q(("origin", ""), _negated=True), models.Q(("edition", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="assessments_tool_both_origin_and_edition_set",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScaleLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="assessments.tool"
                    ),
                ),
                ("value", models.DecimalField(decimal_places=1, max_digits=4)),
                ("label", models.CharField(max_length=60)),
                (
                    "colour",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No colour"),
                            ("red", "Red"),
                            ("amber", "Amber"),
                            ("light-green", "Light green"),
                            ("green", "Green"),
                        ],
                        default="",
                        max_length=11,
                    ),
                ),
                ("opens_action", models.BooleanField(default=False)),
                ("meaning", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["value"],
                "constraints": [
                    models.UniqueConstraint(fields=("tool", "value"), name="assessments_level_value_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="assessments.tool"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("tool", "number"), name="assessments_part_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standards", to="assessments.part"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("guidance", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["part__number", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("part", "number"), name="assessments_standard_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="assessments.part"
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="assessments.standard",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(max_length=60)),
                ("short_title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                ("evidence_prompt", models.TextField(blank=True)),
                (
                    "layer",
                    models.CharField(
                        choices=[("national", "National"), ("regional", "Regional"), ("local", "Local")],
                        default="local",
                        max_length=8,
                    ),
                ),
                ("once", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["part__number", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("part", "number"), name="assessments_statement_number_unique"),
                    models.UniqueConstraint(fields=("part", "slug"), name="assessments_statement_slug_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Descriptor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="descriptors",
                        to="assessments.statement",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=1, max_digits=4)),
                ("text", models.CharField(max_length=500)),
            ],
            options={
                "ordering": ["value"],
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "value"), name="assessments_descriptor_one_per_level")
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="assessments.tool"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=160)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("named", "Each agency by name"),
                            ("anonymous", "Each agency alone, anonymously"),
                            ("facilitated", "Facilitated groups"),
                            ("individual", "Each respondent alone, reported anonymously"),
                        ],
                        default="individual",
                        max_length=11,
                    ),
                ),
                ("respondents", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(choices=[("open", "Open"), ("closed", "Closed")], default="closed", max_length=6),
                ),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("closes_on", models.DateField(blank=True, null=True)),
                ("extension_reason", models.CharField(blank=True, max_length=255)),
                ("moderated", models.BooleanField(default=False)),
                ("floor", models.PositiveSmallIntegerField(default=5)),
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
                "ordering": ["-ends_on", "title"],
                "constraints": [
                    models.UniqueConstraint(fields=("tool", "slug"), name="assessments_round_slug_unique_in_tool"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="assessments_round_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes_on__isnull", True), ("opens_on__isnull", True)),
                            models.Q(
                                ("closes_on__gte", models.F("opens_on")),
                                ("closes_on__isnull", False),
                                ("opens_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assessments_round_window_whole_and_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("floor__gte", 5), models.Q(("mode", "anonymous"), _negated=True), _connector="OR"
                        ),
                        name="assessments_round_floor_not_too_low",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedStatistic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statistics", to="assessments.round"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.statement"
                    ),
                ),
                ("mode", models.CharField(blank=True, max_length=20)),
                ("mean", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("range", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("source_document", models.CharField(max_length=255)),
                ("source_place", models.CharField(max_length=120)),
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
                "ordering": ["statement__part__number", "statement__number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "statement"), name="assessments_statistic_one_per_statement"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_document", ""), _negated=True),
                        name="assessments_statistic_names_its_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="assessments.round",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                ("used", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["agency__organisation__name", "agency__title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "agency"), name="assessments_participation_one_slip_per_agency"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotBox",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="box",
                        serialize=False,
                        to="assessments.round",
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tallies", to="assessments.round"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.statement"
                    ),
                ),
                ("score", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ("people", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["statement__part__number", "statement__number", "score"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("score__isnull", False)),
                        fields=("round", "statement", "score"),
                        name="assessments_tally_one_per_score",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("score__isnull", True)),
                        fields=("round", "statement"),
                        name="assessments_tally_one_for_not_rated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__gt", 0)), name="assessments_tally_counts_somebody"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="assessments.round"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.statement"
                    ),
                ),
                ("text", models.TextField()),
                ("released", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["statement__part__number", "statement__number", "text", "id"],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_sites",
                        to="directory.agency",
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=160)),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "slug"), name="assessments_site_slug_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="responses", to="assessments.round"
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
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.site",
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=120)),
                ("present", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("moderated", "Moderated"),
                            ("agreed", "Agreed"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("closes_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "shared_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.response",
                    ),
                ),
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
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
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
                "ordering": [
                    "agency__organisation__name",
                    "agency__title",
                    models.OrderBy(models.F("site__name"), nulls_first=True),
                    "group",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("group", "")),
                            models.Q(
                                ("agency__isnull", True), ("site__isnull", True), models.Q(("group", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="assessments_response_is_an_agencys_or_a_groups",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False), ("site__isnull", True)),
                        fields=("round", "agency"),
                        name="assessments_response_one_per_agency",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("site__isnull", False)),
                        fields=("round", "site"),
                        name="assessments_response_one_per_site",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("group", ""), _negated=True),
                        fields=("round", "group"),
                        name="assessments_response_one_per_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessments_response_both_submitted_at_and_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessments_response_both_agreed_at_and_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="assessments_response_agreed_by_another_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("file", models.FileField(max_length=200, upload_to="")),
                ("name", models.CharField(max_length=160)),
                ("size", models.PositiveIntegerField()),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="assessments.response"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.statement"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not answered"),
                            ("scored", "Scored"),
                            ("not_rated", "Not rated"),
                            ("not_applicable", "Not applicable"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                ("score", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("comment", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=255)),
                ("changed", models.CharField(blank=True, max_length=500)),
                ("improvement", models.CharField(blank=True, max_length=500)),
                ("improve_by", models.DateField(blank=True, null=True)),
                ("carried", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=0)),
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
                ("evidence", models.ManyToManyField(related_name="answers", to="assessments.evidencefile")),
            ],
            options={
                "ordering": ["statement__part__number", "statement__number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "statement"), name="assessments_rating_one_per_statement"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("score__isnull", False), ("state", "scored")),
                            models.Q(models.Q(("state", "scored"), _negated=True), ("score__isnull", True)),
                            _connector="OR",
                        ),
                        name="assessments_rating_score_when_scored",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_applicable"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assessments_rating_not_applicable_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Moderation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moderation", to="assessments.rating"
                    ),
                ),
                ("second_score", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("challenge", models.CharField(blank=True, max_length=1000)),
                ("agreed_score", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("agreed_note", models.CharField(blank=True, max_length=1000)),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveyCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_counts",
                        to="assessments.round",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.statement"
                    ),
                ),
                ("score", models.DecimalField(decimal_places=1, max_digits=4)),
                ("people", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["statement__part__number", "statement__number", "score"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "agency", "statement", "score"), name="assessments_survey_one_count_per_level"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__gt", 0)), name="assessments_survey_counts_somebody"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafeguardingStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                (
                    "response",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.response",
                    ),
                ),
                ("risk_assessed_on", models.DateField(blank=True, null=True)),
                ("services", models.TextField(blank=True)),
                ("commitment", models.TextField(blank=True)),
                ("risks", models.TextField(blank=True)),
                ("measures", models.TextField(blank=True)),
                ("displayed_on", models.DateField(blank=True, null=True)),
                ("shared_on", models.DateField(blank=True, null=True)),
                ("changed_on", models.DateField(blank=True, null=True)),
                ("change", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=0)),
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
                "ordering": ["agency__organisation__name", "agency__title", "-edition"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "edition"), name="assessments_pledge_edition_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change", ""), ("changed_on__isnull", True)),
                            models.Q(("changed_on__isnull", False), models.Q(("change", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="assessments_pledge_both_changed_on_and_change_set",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="assessments.safeguardingstatement",
                    ),
                ),
                ("office", models.CharField(max_length=80)),
                ("signed_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("pledge", "office"), name="assessments_signature_one_per_office")
                ],
            },
        ),
    ]
