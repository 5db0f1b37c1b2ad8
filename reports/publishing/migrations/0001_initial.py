import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from safeguarding.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("studio", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="studio.report"
                    ),
                ),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
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
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "sha256"), name="publishing_snapshot_content_unique_in_report"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Build",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="builds", to="studio.report"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "makes",
                    models.CharField(
                        choices=[
                            ("both", "Both editions"),
                            ("public", "The public edition"),
                            ("partnership", "The partnership edition"),
                        ],
                        default="both",
                        max_length=11,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("snapshot", "Collect figures and words"),
                            ("checks", "Check the content"),
                            ("disclosure", "Protect small numbers"),
                            ("render_html", "Lay out the web pages"),
                            ("render_pdf", "Make the PDFs"),
                            ("verify", "Verify the PDFs"),
                            ("store", "Keep the files"),
                        ],
                        max_length=12,
                    ),
                ),
                ("stage_times", models.JSONField(blank=True, default=dict)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_by", models.CharField(blank=True, max_length=120)),
                ("heartbeat_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="builds",
                        to="publishing.snapshot",
                    ),
                ),
                ("draft", models.BooleanField(default=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "number"), name="publishing_build_number_unique_in_report"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("waiting", "running"))),
                        fields=("report",),
                        name="publishing_build_one_active_per_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heartbeat_at__isnull", False), ("status", "running")),
                            models.Q(
                                models.Q(("status", "running"), _negated=True),
                                ("claimed_by", ""),
                                ("heartbeat_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="publishing_build_claimed_only_while_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("status__in", ("waiting", "running"))),
                            models.Q(
                                models.Q(("status__in", ("waiting", "running")), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="publishing_build_finished_at_set_when_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "done"), _negated=True), ("snapshot__isnull", False), _connector="OR"
                        ),
                        name="publishing_build_done_has_a_snapshot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "failed"), _negated=True),
                            models.Q(("failure", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="publishing_build_failed_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Artifact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "build",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="artifacts", to="publishing.build"
                    ),
                ),
                (
                    "variant",
                    models.CharField(
                        choices=[("public", "Public edition"), ("partnership", "Partnership edition")],
                        default="partnership",
                        max_length=11,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("html", "Web page"),
                            ("csv", "Figures as CSV"),
                            ("meta", "What the columns and symbols of the CSV mean (JSON)"),
                            ("json", "Everything as data (JSON)"),
                        ],
                        max_length=4,
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("build", "variant", "kind"), name="publishing_artifact_kind_once_per_build_and_variant"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Download",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "artifact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="downloads", to="publishing.artifact"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DisclosurePolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "threshold",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="largest small number",
                    ),
                ),
                ("zeros_shown", models.BooleanField(default=True)),
                ("reason", models.TextField()),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("threshold__gte", 2), ("threshold__lte", 50)),
                        name="publishing_disclosurepolicy_threshold_in_range",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosureDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosure_decisions",
                        to="studio.report",
                    ),
                ),
                ("key", models.CharField(max_length=300)),
                ("label", models.CharField(max_length=300)),
                ("value", models.CharField(max_length=120)),
                ("shows", models.BooleanField()),
                ("reason", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a second person"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("waiting", "approved"))),
                        fields=("report", "key"),
                        name="publishing_disclosuredecision_one_of_a_figure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("approved", "refused")), _negated=True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="publishing_disclosuredecision_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("status", "waiting")),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="publishing_disclosuredecision_decided_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="publishing_disclosuredecision_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosureControl",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "build",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="control", to="publishing.build"
                    ),
                ),
                ("passed", models.BooleanField()),
                ("hidden", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passed", True), models.Q(("sha256", ""), _negated=True)),
                            models.Q(("passed", False), ("sha256", "")),
                            _connector="OR",
                        ),
                        name="publishing_disclosurecontrol_content_only_if_passed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="studio.report"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "build",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="edition", to="publishing.build"
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "number"), name="publishing_edition_number_unique_in_report"
                    )
                ],
            },
        ),
        AppendOnly("Snapshot"),
        AppendOnly("Artifact"),
        AppendOnly("Download"),
        AppendOnly("Edition"),
        AppendOnly("DisclosureControl"),
        AppendOnly("DisclosurePolicy"),
    ]
