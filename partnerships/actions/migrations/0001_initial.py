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
            name="Circle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "key"), name="actions_circle_key_unique_in_partnership"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CircleMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="actions.circle"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("keeps", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("circle", "user"), name="actions_circlemember_person_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("reference", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=255)),
                ("success", models.TextField(blank=True)),
                (
                    "origin_kind",
                    models.CharField(
                        choices=[
                            ("recommendation", "Recommendation of a review"),
                            ("audit", "Audit"),
                            ("assessment", "Self-assessment"),
                            ("inspection", "Inspection"),
                            ("priority", "Priority"),
                            ("risk", "Risk"),
                            ("challenge", "Challenge"),
                            ("meeting", "Meeting"),
                            ("other", "Something else"),
                        ],
                        max_length=14,
                    ),
                ),
                ("origin_key", models.CharField(blank=True, max_length=80)),
                ("origin_label", models.CharField(blank=True, max_length=255)),
                ("origin_path", models.CharField(blank=True, max_length=255)),
                (
                    "circle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="actions.circle",
                    ),
                ),
                (
                    "owner_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("owner_post", models.CharField(blank=True, max_length=120)),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("done", "Done, waiting for closure"),
                            ("deferred", "Deferred"),
                            ("closed", "Closed"),
                            ("another_way", "Done another way"),
                            ("not_implementing", "Not implementing"),
                            ("merged", "Merged into another"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="not_started",
                        max_length=16,
                    ),
                ),
                ("moved_on", models.DateField()),
                (
                    "rag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("on_track", "Green: on track"),
                            ("at_risk", "Amber: at risk"),
                            ("off_track", "Red: off track"),
                        ],
                        max_length=9,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True)),
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
                ("settled_words", models.TextField(blank=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="actions.action",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "id"],
                "indexes": [
                    models.Index(fields=["partnership", "status", "due_on"], name="actions_action_board"),
                    models.Index(fields=["partnership", "origin_kind", "origin_key"], name="actions_action_origin"),
                    models.Index(fields=["partnership", "settled_on"], name="actions_action_settled"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "reference"), name="actions_action_reference_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("owner_agency__isnull", False),
                            ("owner_person__isnull", False),
                            models.Q(("owner_post", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="actions_action_has_an_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_by__isnull", True),
                                ("settled_on__isnull", True),
                                ("status__in", ("not_started", "in_progress", "done", "deferred")),
                            ),
                            models.Q(
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                                ("status__in", ("closed", "another_way", "not_implementing", "merged", "cancelled")),
                            ),
                            _connector="OR",
                        ),
                        name="actions_action_settled_on_and_by_when_settled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by__isnull", True), ("done_on__isnull", True)),
                            models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="actions_action_both_done_on_and_done_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["done", "closed"]), _negated=True),
                            ("done_on__isnull", False),
                            _connector="OR",
                        ),
                        name="actions_action_done_before_it_is_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by__isnull", True),
                            ("done_by__isnull", True),
                            models.Q(("settled_by", models.F("done_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="actions_action_settled_by_somebody_who_did_not_do_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by__isnull", True),
                            ("owner_person__isnull", True),
                            models.Q(("settled_by", models.F("owner_person")), _negated=True),
                            _connector="OR",
                        ),
                        name="actions_action_settled_by_somebody_who_does_not_own_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["another_way", "not_implementing", "cancelled"]), _negated=True),
                            models.Q(("settled_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="actions_action_says_why_it_was_not_done_as_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("merged_into__isnull", False),
                                ("status", "merged"),
                                models.Q(("merged_into", models.F("id")), _negated=True),
                            ),
                            models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="actions_action_merged_into_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "deferred"), _negated=True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="actions_action_deferred_until_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_on__isnull", True), ("settled_on__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="actions_action_settled_after_it_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="actions.action"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("moved", "Status changed"),
                            ("due", "Due date changed"),
                            ("owner", "Owner changed"),
                            ("note", "Update"),
                            ("impact", "What difference it made"),
                        ],
                        max_length=6,
                    ),
                ),
                ("on", models.DateField()),
                ("text", models.TextField(blank=True)),
                (
                    "rag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("on_track", "Green: on track"),
                            ("at_risk", "Amber: at risk"),
                            ("off_track", "Red: off track"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("done", "Done, waiting for closure"),
                            ("deferred", "Deferred"),
                            ("closed", "Closed"),
                            ("another_way", "Done another way"),
                            ("not_implementing", "Not implementing"),
                            ("merged", "Merged into another"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=16,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_before", models.DateField(blank=True, null=True)),
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
                "ordering": ["-on", "-id"],
                "indexes": [models.Index(fields=["action", "-on", "-id"], name="actions_entry_story")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["opened", "moved", "due"]), models.Q(("status", ""), _negated=True)),
                            models.Q(
                                models.Q(("kind__in", ["opened", "moved", "due"]), _negated=True),
                                ("due_on__isnull", True),
                                ("status", ""),
                            ),
                            _connector="OR",
                        ),
                        name="actions_entry_says_where_it_stood_when_it_moved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["due", "note", "impact"]), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="actions_entry_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="actions.action"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(choices=[("text", "Words"), ("link", "Link"), ("file", "File")], max_length=4),
                ),
                (
                    "shows",
                    models.CharField(
                        choices=[("done", "That it was done"), ("impact", "What difference it made")],
                        default="done",
                        max_length=6,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("text", models.TextField(blank=True)),
                ("link", models.URLField(blank=True, max_length=500)),
                ("file", models.FileField(blank=True, max_length=200, upload_to="")),
                ("name", models.CharField(blank=True, max_length=160)),
                ("size", models.PositiveBigIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
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
                "verbose_name_plural": "evidence",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "number"), name="actions_evidence_number_unique_in_action"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file", ""), ("kind", "text"), ("link", ""), models.Q(("text", ""), _negated=True)
                            ),
                            models.Q(("file", ""), ("kind", "link"), models.Q(("link", ""), _negated=True)),
                            models.Q(
                                ("kind", "file"),
                                ("link", ""),
                                ("size__isnull", False),
                                models.Q(("file", ""), _negated=True),
                                models.Q(("name", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="actions_evidence_is_words_or_a_link_or_a_file",
                    ),
                ],
            },
        ),
    ]
