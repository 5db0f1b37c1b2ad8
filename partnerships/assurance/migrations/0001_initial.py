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
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
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
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("challenge", "Challenge"),
                            ("disagreement", "Professional disagreement"),
                            ("external", "Challenge to a body outside"),
                        ],
                        default="challenge",
                        max_length=12,
                    ),
                ),
                ("raised_on", models.DateField()),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                ("by_words", models.CharField(blank=True, max_length=160)),
                (
                    "raised_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                ("to_words", models.CharField(blank=True, max_length=160)),
                ("in_reports", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("escalated", "Escalated"),
                            ("resolved", "Resolved"),
                            ("unresolved", "Closed without agreement"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("changed", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "number"), name="assurance_challenge_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("raised_by__isnull", False), models.Q(("by_words", ""), _negated=True), _connector="OR"
                        ),
                        name="assurance_challenge_says_who_raised_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("raised_to__isnull", False), models.Q(("to_words", ""), _negated=True), _connector="OR"
                        ),
                        name="assurance_challenge_says_to_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("status__in", ["open", "escalated"])),
                            models.Q(("closed_on__isnull", False), ("status__in", ["resolved", "unresolved"])),
                            _connector="OR",
                        ),
                        name="assurance_challenge_closed_and_closed_on_go_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChallengeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="assurance.challenge"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("response", "Response"),
                            ("meeting", "Meeting or conversation"),
                            ("letter", "Letter"),
                            ("escalated", "Escalated"),
                            ("resolved", "Resolved"),
                            ("unresolved", "Closed without agreement"),
                            ("reopened", "Opened again"),
                            ("changed", "What changed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("text", models.TextField()),
                ("whom", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "ordering": ["happened_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "escalated"), _negated=True),
                            models.Q(("whom", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assurance_challengestep_says_to_whom_it_escalated",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisagreementCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
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
                ("period_token", models.CharField(max_length=40)),
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
                ("stage", models.PositiveSmallIntegerField()),
                ("raised", models.PositiveIntegerField(blank=True, null=True)),
                ("resolved", models.PositiveIntegerField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["-period_token", "stage", "agency__organisation__name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "period_token", "agency", "stage"),
                        name="assurance_disagreementcount_once_per_agency_and_stage",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True)),
                        fields=("partnership", "period_token", "stage"),
                        name="assurance_disagreementcount_once_per_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__gte", 1)), name="assurance_disagreementcount_stages_begin_at_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Framework",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60)),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.partnership",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(max_length=40)),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("ofsted", "Ofsted"),
                            ("cqc", "Care Quality Commission"),
                            ("hmicfrs", "HMICFRS"),
                            ("hmip", "HM Inspectorate of Probation"),
                            ("joint", "Joint inspectorates"),
                            ("peer", "Peer review"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("family", models.SlugField(max_length=60)),
                ("edition", models.CharField(blank=True, max_length=60)),
                ("grades", models.JSONField(default=list)),
                ("components", models.JSONField(default=list)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=255)),
                ("certainty", models.CharField(default="M", max_length=1)),
            ],
            options={
                "ordering": ["body", "name", "starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="assurance_framework_slug_unique_locally"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("partnership__isnull", True)),
                        fields=("slug",),
                        name="assurance_framework_slug_unique",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
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
                ("slug", models.SlugField(max_length=80)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assurance.framework"
                    ),
                ),
                ("subject", models.CharField(max_length=160)),
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
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("announced", models.BooleanField(blank=True, null=True)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("summary", models.TextField(blank=True)),
                ("previous_said", models.CharField(blank=True, max_length=160)),
                ("plan_due_on", models.DateField(blank=True, null=True)),
                ("link", models.URLField(blank=True, max_length=500)),
                ("agencies", models.ManyToManyField(blank=True, related_name="+", to="directory.agency")),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "slug"), name="assurance_inspection_slug_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="assurance_inspection_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__isnull", True),
                            ("published_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="assurance_inspection_published_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionGrade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grades", to="assurance.inspection"
                    ),
                ),
                ("component", models.SlugField(max_length=60)),
                ("grade", models.SlugField(max_length=60)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "component"), name="assurance_inspectiongrade_once_per_component"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="assurance.inspection"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("strength", "Strength"), ("improve", "Area for improvement")], max_length=8
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=80)),
                ("text", models.TextField()),
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
                "ordering": ["-kind", "id"],
            },
        ),
        migrations.CreateModel(
            name="InspectionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="assurance.inspection"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "Action plan sent"),
                            ("letter", "Progress letter"),
                            ("visit", "Monitoring visit"),
                            ("update", "Progress note"),
                            ("ended", "Improvement work ended"),
                        ],
                        max_length=6,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ["happened_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("policy", "Policy or procedure"),
                            ("guidance", "Guidance"),
                            ("strategy", "Strategy or plan"),
                            ("briefing", "Briefing"),
                            ("video", "Video"),
                            ("leaflet", "Leaflet or poster"),
                            ("report", "Report or review"),
                            ("service", "Service or website"),
                        ],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("url", models.URLField(blank=True, max_length=500)),
                ("kept_at", models.CharField(blank=True, max_length=200)),
                ("audience", models.CharField(blank=True, max_length=160)),
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
                ("owner_post", models.CharField(blank=True, max_length=160)),
                ("edition", models.CharField(blank=True, max_length=60)),
                ("dated_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("in_reports", models.BooleanField(default=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["kind", "title"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "title"), name="assurance_resource_title_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("url", ""), _negated=True),
                            models.Q(("kept_at", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assurance_resource_says_where_it_is_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agency__isnull", False), models.Q(("owner_post", ""), _negated=True), _connector="OR"
                        ),
                        name="assurance_resource_has_an_owner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="assurance.resource"
                    ),
                ),
                ("url", models.URLField(max_length=500)),
                ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("works", "Works"),
                            ("moved", "Moved for good"),
                            ("refused", "Refuses our question"),
                            ("failed", "Answers with an error"),
                            ("gone", "Not there any more"),
                            ("unreachable", "Does not answer"),
                            ("not_asked", "Not an address on the public web"),
                        ],
                        max_length=11,
                    ),
                ),
                ("code", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("leads_to", models.URLField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-checked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RiskScale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("likelihood", models.JSONField()),
                ("impact", models.JSONField()),
                ("bands", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
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
                    models.UniqueConstraint(fields=("partnership", "number"), name="assurance_riskscale_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
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
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("cause", models.TextField(blank=True)),
                ("mitigation", models.TextField(blank=True)),
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
                ("owner_post", models.CharField(blank=True, max_length=160)),
                ("opened_on", models.DateField()),
                ("review_due_on", models.DateField(blank=True, null=True)),
                ("target_likelihood", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("target_impact", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("target_on", models.DateField(blank=True, null=True)),
                ("in_reports", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=6),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "number"), name="assurance_risk_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agency__isnull", False), models.Q(("owner_post", ""), _negated=True), _connector="OR"
                        ),
                        name="assurance_risk_has_an_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("status", "open")),
                            models.Q(("closed_on__isnull", False), ("status", "closed")),
                            _connector="OR",
                        ),
                        name="assurance_risk_closed_and_closed_on_go_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("target_impact__isnull", True), ("target_likelihood__isnull", True)),
                            models.Q(("target_impact__isnull", False), ("target_likelihood__isnull", False)),
                            _connector="OR",
                        ),
                        name="assurance_risk_target_has_likelihood_and_impact",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="assurance.risk"
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assurance.riskscale"
                    ),
                ),
                ("reviewed_on", models.DateField()),
                ("likelihood", models.PositiveSmallIntegerField()),
                ("impact", models.PositiveSmallIntegerField()),
                ("comment", models.TextField(blank=True)),
                ("meeting", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "ordering": ["-reviewed_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("impact__gte", 1), ("likelihood__gte", 1)),
                        name="assurance_riskreview_scores_begin_at_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskEscalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="assurance.risk"
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("executive", "The executive"),
                            ("board", "Another board"),
                            ("outside", "Outside the partnership"),
                        ],
                        max_length=9,
                    ),
                ),
                ("whom", models.CharField(blank=True, max_length=160)),
                ("escalated_on", models.DateField()),
                ("reason", models.TextField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-escalated_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target", "executive"), models.Q(("whom", ""), _negated=True), _connector="OR"
                        ),
                        name="assurance_riskescalation_names_whom_it_went_to",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on__isnull", True)),
                            models.Q(("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="assurance_riskescalation_answer_and_day_go_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on__isnull", True),
                            ("answered_on__gte", models.F("escalated_on")),
                            _connector="OR",
                        ),
                        name="assurance_riskescalation_answered_after_it_was_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
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
                ("edition", models.SlugField(max_length=40)),
                ("section", models.SlugField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField(blank=True)),
                ("why", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["edition", "section", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "edition", "section", "number"), name="assurance_localtext_number_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreatAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
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
                ("slug", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=160)),
                ("period_token", models.CharField(max_length=40)),
                ("introduction", models.TextField(blank=True)),
                ("gradings", models.JSONField(blank=True, default=list)),
                (
                    "status",
                    models.CharField(choices=[("draft", "Draft"), ("agreed", "Agreed")], default="draft", max_length=6),
                ),
                ("agreed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-period_token", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="assurance_threatassessment_slug_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_on__isnull", True), ("status", "draft")),
                            models.Q(("agreed_on__isnull", False), ("status", "agreed")),
                            _connector="OR",
                        ),
                        name="assurance_threatassessment_agreed_and_agreed_on_go_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreatTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="assurance.threatassessment",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("threat", models.CharField(max_length=160)),
                ("title", models.CharField(max_length=160)),
                ("text", models.TextField(blank=True)),
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
                    "strength",
                    models.CharField(
                        choices=[
                            ("strong", "Strong: several sources agree"),
                            ("moderate", "Moderate: some evidence"),
                            ("limited", "Limited: a single source"),
                            ("hypothesis", "Emerging hypothesis"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")], max_length=6),
                ),
                ("grading", models.CharField(blank=True, max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
                ("risks", models.ManyToManyField(blank=True, related_name="+", to="assurance.risk")),
            ],
            options={
                "ordering": ["assessment", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "number"), name="assurance_threattopic_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreatEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="assurance.threattopic"
                    ),
                ),
                ("sector", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("source", models.CharField(max_length=255)),
                ("dated_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "threat evidence",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="IntelligenceRequirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="assurance.threattopic",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("owner", models.CharField(max_length=160)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["topic", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("topic", "number"), name="assurance_intelligencerequirement_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on__isnull", True)),
                            models.Q(("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="assurance_intelligencerequirement_answer_and_day_go_together",
                    ),
                ],
            },
        ),
        AppendOnly("RiskScale"),
        AppendOnly("RiskReview"),
        AppendOnly("LocalText"),
    ]
