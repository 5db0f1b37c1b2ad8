import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import partnerships.contributions.models.template
from safeguarding.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("evidence", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContributionTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "Agency"),
                            ("group", "Working group"),
                            ("area", "Area or place"),
                            ("theme", "Themed chapter"),
                            ("statement", "Signed statement"),
                        ],
                        default="agency",
                        max_length=9,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("live", "Live"), ("superseded", "Earlier version")],
                        default="live",
                        max_length=10,
                    ),
                ),
                ("approvers", models.JSONField(default=partnerships.contributions.models.template.manager_alone)),
                ("own_headings", models.BooleanField(default=False)),
                ("edits", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["name", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug", "version"), name="contributions_template_version_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "live")),
                        fields=("partnership", "slug"),
                        name="contributions_template_one_live_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("partnership", "slug"),
                        name="contributions_template_one_draft",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prompt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prompts",
                        to="contributions.contributiontemplate",
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("guidance", models.TextField(blank=True)),
                ("words_least", models.PositiveIntegerField(default=0)),
                ("words_most", models.PositiveIntegerField(default=0)),
                ("required", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "slug"), name="contributions_prompt_slug_unique_in_template"
                    ),
                    models.UniqueConstraint(
                        fields=("template", "order"), name="contributions_prompt_order_unique_in_template"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("words_most", 0), ("words_most__gte", models.F("words_least")), _connector="OR"
                        ),
                        name="contributions_prompt_most_words_not_below_least",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributionRound",
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
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="contributions.contributiontemplate",
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Document it was imported from; empty when typed.", max_length=255
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-due_on", "title"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "slug"), name="contributions_round_slug_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="contributions_round_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="contributions.contributionround",
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
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.group",
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
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.tag",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("subtitle", models.CharField(blank=True, max_length=120)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_because", models.CharField(blank=True, max_length=255)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned for change"),
                            ("approved", "Approved"),
                            ("withdrawn", "No longer asked for"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("status_because", models.CharField(blank=True, max_length=255)),
                ("version", models.PositiveIntegerField(default=0)),
                ("submission", models.PositiveSmallIntegerField(default=0)),
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
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
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
                "ordering": ["agency__organisation__name", "agency__title", "subtitle", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "agency", "subtitle"),
                        name="contributions_contribution_one_per_agency_and_subtitle",
                    ),
                    models.UniqueConstraint(
                        fields=("round", "group", "subtitle"),
                        name="contributions_contribution_one_per_group_and_subtitle",
                    ),
                    models.UniqueConstraint(
                        fields=("round", "area", "subtitle"),
                        name="contributions_contribution_one_per_area_and_subtitle",
                    ),
                    models.UniqueConstraint(
                        fields=("round", "theme", "subtitle"),
                        name="contributions_contribution_one_per_theme_and_subtitle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", False),
                                ("area__isnull", True),
                                ("group__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("agency__isnull", True),
                                ("area__isnull", True),
                                ("group__isnull", False),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("agency__isnull", True),
                                ("area__isnull", False),
                                ("group__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("agency__isnull", True),
                                ("area__isnull", True),
                                ("group__isnull", True),
                                ("theme__isnull", False),
                            ),
                            models.Q(
                                ("agency__isnull", True),
                                ("area__isnull", True),
                                ("group__isnull", True),
                                ("theme__isnull", True),
                                ("author__isnull", False),
                                models.Q(("subtitle", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contributions_contribution_has_one_contributor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on__isnull", True), ("starts_on__isnull", True)),
                            models.Q(
                                ("ends_on__gte", models.F("starts_on")),
                                ("ends_on__isnull", False),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contributions_contribution_period_whole_and_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_because", ""), ("due_on__isnull", True)),
                            models.Q(("due_on__isnull", False), models.Q(("due_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="contributions_contribution_extension_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("status_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contributions_contribution_withdrawn_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contributions_contribution_both_submitted_at_and_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contributions_contribution_both_approved_at_and_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            ("approved_by__isnull", True),
                            _connector="OR",
                        ),
                        name="contributions_contribution_approved_by_another_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="contributions.contribution",
                    ),
                ),
                ("submission", models.PositiveSmallIntegerField()),
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
                    "stance",
                    models.CharField(
                        choices=[("approved", "Approved"), ("needs_action", "Needs action")], max_length=12
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contribution", "submission", "role"), name="contributions_approval_once_per_role"
                    ),
                    models.UniqueConstraint(
                        fields=("contribution", "submission", "by"), name="contributions_approval_once_per_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance", "approved"), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="contributions_approval_needs_action_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="contributions.contribution",
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("file", models.FileField(max_length=200, upload_to="")),
                ("name", models.CharField(max_length=160)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                "ordering": ["added_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contributions_attachment_both_removed_at_and_by_set",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="contributions.contribution",
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
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
                ("settled_how", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contributions_comment_both_settled_at_and_by_set",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(blank=True)),
                ("nothing_to_report", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=255)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "prompt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contributions.prompt",
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=160)),
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
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": [models.OrderBy(models.F("prompt__order"), nulls_last=True), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contribution", "prompt"), name="contributions_answer_one_per_prompt"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heading", ""), ("prompt__isnull", False), ("removed_at__isnull", True)),
                            models.Q(("prompt__isnull", True), models.Q(("heading", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="contributions_answer_has_a_prompt_or_a_heading",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nothing_to_report", False), ("reason", "")),
                            models.Q(
                                ("body", ""), ("nothing_to_report", True), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="contributions_answer_nothing_to_report_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True), ("version", 0)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False), ("version__gt", 0)),
                            _connector="OR",
                        ),
                        name="contributions_answer_says_who_wrote_it_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(blank=True)),
                ("nothing_to_report", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=255)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="contributions.answer"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer", "number"), name="contributions_answerversion_number_unique"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="Comment",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="contributions.answer",
            ),
        ),
        migrations.AddField(
            model_name="Answer",
            name="carried_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contributions.answerversion",
            ),
        ),
        AppendOnly("AnswerVersion"),
        AppendOnly("Approval"),
    ]
