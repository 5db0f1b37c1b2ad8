import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reviews.cases.models.dates
from safeguarding.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeadlineFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("partnership", "user"),
                        name="cases_feed_one_each",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuidanceEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=160)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("children", "Children"),
                            ("adults", "Adults"),
                            ("domestic", "Domestic abuse"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("source", models.CharField(max_length=255)),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("P", "Seen in the primary text"),
                            ("S", "Quoted by a secondary source"),
                            ("M", "Not verified"),
                            ("?", "Sources disagree"),
                        ],
                        max_length=1,
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["audience", "-starts_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("audience", "starts_on"), name="cases_edition_one_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "start_event",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stop_event",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.SmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[("working_days", "working days"), ("calendar_days", "days"), ("months", "months")],
                        max_length=15,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="cases.guidanceedition"
                    ),
                ),
                ("key", models.SlugField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notification", "Serious incident notification"),
                            ("rapid_review", "Rapid review"),
                            ("lcspr", "Local child safeguarding practice review"),
                            ("national", "National review"),
                            ("scr", "Serious case review (legacy)"),
                            ("sar", "Safeguarding adults review, mandatory"),
                            ("sar_discretionary", "Safeguarding adults review, discretionary"),
                            ("dhr", "Domestic homicide review"),
                            ("owhr", "Offensive weapons homicide review"),
                            ("child_death", "Child death overview"),
                            ("leder", "LeDeR review"),
                            ("other", "Other learning review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("may_pause", models.BooleanField(default=False)),
                ("pauses", models.CharField(blank=True, max_length=255, verbose_name="what pauses it")),
                ("source", models.CharField(max_length=255)),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("P", "Seen in the primary text"),
                            ("S", "Quoted by a secondary source"),
                            ("M", "Not verified"),
                            ("?", "Sources disagree"),
                        ],
                        max_length=1,
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "kind", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "kind", "key"), name="cases_rule_key_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("start_event", models.F("stop_event")), _negated=True),
                        name="cases_rule_starts_and_stops_apart",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "start_event",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stop_event",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.SmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[("working_days", "working days"), ("calendar_days", "days"), ("months", "months")],
                        max_length=15,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="local_rules", to="cases.clockrule"
                    ),
                ),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "rule"), name="cases_localrule_one_per_rule")
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidayCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "change",
                    models.CharField(
                        choices=[("proclaimed", "Extra bank holiday"), ("withdrawn", "No longer a bank holiday")],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=255)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-day"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "day"), name="cases_holiday_one_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="BasisChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notification", "Serious incident notification"),
                            ("rapid_review", "Rapid review"),
                            ("lcspr", "Local child safeguarding practice review"),
                            ("national", "National review"),
                            ("scr", "Serious case review (legacy)"),
                            ("sar", "Safeguarding adults review, mandatory"),
                            ("sar_discretionary", "Safeguarding adults review, discretionary"),
                            ("dhr", "Domestic homicide review"),
                            ("owhr", "Offensive weapons homicide review"),
                            ("child_death", "Child death overview"),
                            ("leder", "LeDeR review"),
                            ("other", "Other learning review"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(max_length=255)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "kind"), name="cases_basis_one_per_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="cases_basis_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=120)),
                (
                    "sort",
                    models.CharField(choices=[("theme", "Theme"), ("vulnerability", "Vulnerability")], max_length=15),
                ),
                ("retired", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["sort", "title"],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("reference", models.CharField(max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notification", "Serious incident notification"),
                            ("rapid_review", "Rapid review"),
                            ("lcspr", "Local child safeguarding practice review"),
                            ("national", "National review"),
                            ("scr", "Serious case review (legacy)"),
                            ("sar", "Safeguarding adults review, mandatory"),
                            ("sar_discretionary", "Safeguarding adults review, discretionary"),
                            ("dhr", "Domestic homicide review"),
                            ("owhr", "Offensive weapons homicide review"),
                            ("child_death", "Child death overview"),
                            ("leder", "LeDeR review"),
                            ("other", "Other learning review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("pseudonym", models.CharField(max_length=60)),
                (
                    "status",
                    models.CharField(choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=10),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.guidanceedition",
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
                    "incident",
                    reviews.cases.models.dates.FuzzyDateField(
                        blank=True, max_length=12, validators=[reviews.cases.models.dates.validate_fuzzy]
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                ("public_summary", models.TextField(blank=True)),
                (
                    "public_decision",
                    models.TextField(blank=True, verbose_name="what was decided and why, for the public"),
                ),
                ("stated_findings", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("stated_recommendations", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("lead_board", models.CharField(blank=True, max_length=160, verbose_name="partnership that leads")),
                ("other_boards", models.TextField(blank=True, verbose_name="other partnerships involved")),
                ("counted_on", models.DateField(blank=True, null=True)),
                ("counted_because", models.CharField(blank=True, max_length=255)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("themes", models.ManyToManyField(blank=True, related_name="+", to="cases.theme")),
            ],
            options={
                "ordering": ["-opened_at", "-id"],
                "indexes": [models.Index(fields=["partnership", "status", "-opened_at"], name="cases_case_register")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "reference"), name="cases_case_reference_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted_because", ""), ("counted_on__isnull", True)),
                            models.Q(("counted_on__isnull", False), models.Q(("counted_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="cases_case_counted_on_needs_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("status", "open")),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("status", "closed")),
                            _connector="OR",
                        ),
                        name="cases_case_both_closed_at_and_closed_by_set",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accesses", to="cases.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[("named", "Named on the list"), ("emergency", "Emergency access")],
                        default="named",
                        max_length=10,
                    ),
                ),
                ("coordinates", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=255)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("noticed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "noticed_by",
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
                "ordering": ["given_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("ground", "named")),
                        fields=("case", "user"),
                        name="cases_access_named_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("expires_at__isnull", True), ("ground", "named")),
                            models.Q(("coordinates", False), ("expires_at__isnull", False), ("ground", "emergency")),
                            _connector="OR",
                        ),
                        name="cases_access_only_emergency_runs_out",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_access_both_ended_at_and_ended_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noticed_at__isnull", True), ("noticed_by__isnull", True)),
                            models.Q(("noticed_at__isnull", False), ("noticed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_access_both_noticed_at_and_noticed_by_set",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subjects", to="cases.case"
                    ),
                ),
                ("pseudonym", models.CharField(max_length=60)),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("unborn", "Unborn"),
                            ("under_1", "Under 1"),
                            ("1_5", "1 to 5"),
                            ("6_10", "6 to 10"),
                            ("11_15", "11 to 15"),
                            ("16_17", "16 to 17"),
                            ("18_24", "18 to 24"),
                            ("25_64", "25 to 64"),
                            ("65_84", "65 to 84"),
                            ("85_up", "85 and over"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("other", "Another"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "ethnicity",
                    models.CharField(
                        choices=[
                            ("asian", "Asian or Asian British"),
                            ("black", "Black, Black British, Caribbean or African"),
                            ("mixed", "Mixed or multiple ethnic groups"),
                            ("white", "White"),
                            ("other", "Other ethnic group"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "disability",
                    models.CharField(
                        choices=[("yes", "Disabled"), ("no", "Not disabled"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("exact_age", models.CharField(blank=True, max_length=40)),
                ("characteristics", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "pseudonym"), name="cases_subject_pseudonym_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="real_name", to="cases.subject"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("consent_by", models.CharField(max_length=160)),
                ("consent_on", models.DateField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("consent_by", ""), _negated=True),
                        name="cases_subjectname_needs_recorded_consent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relations_out", to="cases.case"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relations_in", to="cases.case"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("led_to", "led to"),
                            ("updated_by", "is updated by"),
                            ("part_of", "is part of the overarching review"),
                            ("same_incident", "is about the same incident as"),
                        ],
                        max_length=15,
                    ),
                ),
                ("scrutiny", models.TextField(blank=True, verbose_name="areas of agreed scrutiny")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "target", "sort"), name="cases_relation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="cases_relation_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="cases.case"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "happened",
                    reviews.cases.models.dates.FuzzyDateField(
                        max_length=12, validators=[reviews.cases.models.dates.validate_fuzzy]
                    ),
                ),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField()),
                ("evidence", models.CharField(max_length=255)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_because", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["last_day", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("case", "kind"),
                        name="cases_event_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_because", ""),
                                ("withdrawn_by__isnull", True),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cases_event_both_withdrawn_at_and_withdrawn_by_set",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "start_event",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stop_event",
                    models.CharField(
                        choices=[
                            ("incident", "Incident"),
                            ("aware", "Council became aware"),
                            ("notified", "National panel notified"),
                            ("partners_told", "Safeguarding partners told"),
                            ("referred", "Referred for a review"),
                            ("rapid_sent", "Rapid review sent to the national panel"),
                            ("panel_replied", "National panel replied"),
                            ("decided", "Decision to carry out the review"),
                            ("started", "Review started"),
                            ("completed", "Review completed"),
                            ("publication_planned", "Day planned for publication"),
                            ("advance_copy", "Advance copy sent"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.SmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[("working_days", "working days"), ("calendar_days", "days"), ("months", "months")],
                        max_length=15,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clocks", to="cases.case"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.clockrule"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caseevent",
                    ),
                ),
                (
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caseevent",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("expected_because", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["case", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("met_on__isnull", True)), fields=["due_on"], name="cases_clock_running"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "rule"), name="cases_clock_one_per_rule"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("met_by__isnull", True), ("met_on__isnull", True)),
                            models.Q(("met_by__isnull", False), ("met_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_clock_both_met_on_and_met_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__isnull", True), ("started_by__isnull", False), _connector="OR"),
                        name="cases_clock_due_only_once_started",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockPause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="cases.clock"
                    ),
                ),
                ("paused_on", models.DateField()),
                ("resumed_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(max_length=255)),
                ("decided_by", models.CharField(max_length=160)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["paused_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resumed_on__isnull", True)), fields=("clock",), name="cases_pause_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resumed_on__isnull", True), ("resumed_on__gt", models.F("paused_on")), _connector="OR"
                        ),
                        name="cases_pause_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="cases.clock"
                    ),
                ),
                ("before", models.DateField(null=True)),
                ("after", models.DateField(null=True)),
                ("because", models.CharField(max_length=255)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="cases.case"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("review", "Carry out a review"),
                            ("no_review", "No review"),
                            ("other_learning", "Learn in another way"),
                            ("not_notifiable", "Does not meet the criteria for notification"),
                            ("publish", "Publish"),
                            ("not_publish", "Do not publish"),
                            ("delay", "Delay publication"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_on", models.DateField()),
                ("decided_by", models.CharField(max_length=160)),
                ("delegated", models.BooleanField(default=False)),
                ("rationale", models.TextField()),
                ("paragraph", models.CharField(max_length=160, verbose_name="paragraph of the guidance relied on")),
                ("dispute", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["decided_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="criteria", to="cases.decision"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=255)),
                (
                    "answer",
                    models.CharField(
                        choices=[("met", "Met"), ("not_met", "Not met"), ("unclear", "Not clear")], max_length=10
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "number"), name="cases_criterion_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ratification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratifications", to="cases.decision"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "stance",
                    models.CharField(choices=[("ratifies", "Ratifies"), ("dissents", "Dissents")], max_length=10),
                ),
                ("words", models.TextField(blank=True)),
                ("given_on", models.DateField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["given_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "agency"), name="cases_ratification_one_each"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance", "ratifies"), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="cases_ratification_dissent_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dispute_steps", to="cases.decision"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("discussion", "Discussed between the partners"),
                            ("escalated", "Escalated to the lead safeguarding partners"),
                            ("scrutiny", "Independent scrutineer asked"),
                            ("panel", "National panel asked for advice"),
                            ("settled", "Settled"),
                        ],
                        max_length=12,
                    ),
                ),
                ("taken_on", models.DateField()),
                ("words", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["taken_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("route", "settled")),
                        fields=("decision",),
                        name="cases_disputestep_settled_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="cases_disputestep_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="panel_answers", to="cases.decision"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("agrees", "Agrees"),
                            ("disagrees", "Disagrees"),
                            ("own_review", "Considers a national review"),
                            ("other", "Neither agrees nor disagrees"),
                        ],
                        max_length=10,
                    ),
                ),
                ("verbatim", models.TextField()),
                ("answered_on", models.DateField()),
                ("goes_ahead", models.TextField(blank=True, verbose_name="what the partnership does about it")),
                ("may_be_quoted", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["answered_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="cases.case"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "tone",
                    models.CharField(
                        choices=[("learning", "Learning"), ("positive", "Good practice"), ("neutral", "Observation")],
                        default="learning",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("themes", models.ManyToManyField(blank=True, related_name="+", to="cases.theme")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="cases_finding_number_unique")],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="cases.case"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("themes", models.ManyToManyField(blank=True, related_name="+", to="cases.theme")),
                ("findings", models.ManyToManyField(blank=True, related_name="recommendations", to="cases.finding")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="cases_recommendation_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Addressee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressees",
                        to="cases.recommendation",
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
                ("body", models.CharField(blank=True, max_length=160, verbose_name="body outside the partnership")),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepts", "Accepts"),
                            ("in_part", "Accepts in part"),
                            ("declines", "Does not accept"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="their response")),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("recommendation", "agency"),
                        name="cases_addressee_agency_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", True), models.Q(("body", ""), _negated=True)),
                            models.Q(("agency__isnull", False), ("body", "")),
                            _connector="OR",
                        ),
                        name="cases_addressee_is_an_agency_or_a_named_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("stance", ""), ("words", "")),
                            models.Q(models.Q(("stance", ""), _negated=True), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_addressee_answer_has_stance_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance__in", ["", "accepts"]), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="cases_addressee_declines_with_reasons",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="cases.recommendation"
                    ),
                ),
                ("noted_on", models.DateField()),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("open", "Not started"),
                            ("in_progress", "In progress"),
                            ("done", "Done"),
                            ("done_otherwise", "Done by another way"),
                            ("not_implementing", "Not implementing"),
                            ("deferred", "Deferred to the next report"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("evidence", models.CharField(blank=True, max_length=255)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["noted_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="cases_progress_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing__in", ["done", "done_otherwise"]), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cases_progress_done_has_evidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Impact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="impacts", to="cases.case"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impacts",
                        to="cases.recommendation",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120)),
                ("words", models.TextField()),
                (
                    "happened",
                    reviews.cases.models.dates.FuzzyDateField(
                        max_length=12, validators=[reviews.cases.models.dates.validate_fuzzy]
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=255)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="authors", to="cases.case"
                    ),
                ),
                ("role", models.CharField(max_length=120)),
                ("organisation", models.CharField(blank=True, max_length=160)),
                ("independent", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Briefing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="briefings", to="cases.case"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("briefing", "Practice briefing"),
                            ("seminar", "Seminar"),
                            ("video", "Video"),
                            ("guidance", "Guidance"),
                        ],
                        default="briefing",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("readers", models.JSONField(default=list)),
                (
                    "issued",
                    reviews.cases.models.dates.FuzzyDateField(
                        max_length=12, validators=[reviews.cases.models.dates.validate_fuzzy]
                    ),
                ),
                ("reached", models.PositiveIntegerField(blank=True, null=True)),
                ("link", models.URLField(blank=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publication", to="cases.case"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("checked", "Redaction checked"),
                            ("delayed", "Delayed"),
                            ("published", "Published"),
                            ("not_published", "Not published"),
                        ],
                        default="draft",
                        max_length=15,
                    ),
                ),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("check_note", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("link", models.URLField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_publication_both_checked_at_and_checked_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            models.Q(("checked_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="cases_publication_checked_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["delayed", "not_published"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cases_publication_says_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(models.Q(("link", ""), _negated=True), ("checked_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_publication_published_has_link_and_check",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("value", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=255)),
                ("released_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["key", "-id"],
                "indexes": [models.Index(fields=["partnership", "key", "-id"], name="cases_release_by_key")],
            },
        ),
        migrations.CreateModel(
            name="PublicRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="cases.case"
                    ),
                ),
                ("content", models.JSONField()),
                ("prepared_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RecordRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="cases.case"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                (
                    "record",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release",
                        to="cases.publicrecord",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(max_length=255)),
                ("released_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("prepared_by__isnull", True), ("record__isnull", True)),
                            models.Q(
                                ("prepared_by__isnull", False),
                                ("record__isnull", False),
                                models.Q(("released_by", models.F("prepared_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cases_recordrelease_by_a_second_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="cases.case"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                ("asked", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("question", models.TextField()),
                ("due_on", models.DateField()),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("code_digest", models.CharField(max_length=64)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                ("expires_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_as", models.CharField(blank=True, max_length=120)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("information", "We hold information, and it is below"),
                            ("nothing", "We have looked and hold nothing"),
                            ("unable", "We can not answer"),
                        ],
                        max_length=15,
                    ),
                ),
                ("learning", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True, verbose_name="why it can not answer")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
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
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_request_both_withdrawn_at_and_withdrawn_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_as", ""), ("answered_at__isnull", True)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("answered_as", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cases_request_answered_has_answer_and_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "unable"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cases_request_unable_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChronologyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chronology", to="cases.case"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="cases.informationrequest",
                    ),
                ),
                (
                    "happened",
                    reviews.cases.models.dates.FuzzyDateField(
                        max_length=12, validators=[reviews.cases.models.dates.validate_fuzzy]
                    ),
                ),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField()),
                ("text", models.TextField()),
                ("source", models.CharField(blank=True, max_length=160)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_because", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "ordering": ["last_day", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_because", ""),
                                ("withdrawn_by__isnull", True),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cases_chronology_both_withdrawn_at_and_withdrawn_by_set",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("day", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "user", "day"), name="cases_reminder_one_a_day")
                ],
            },
        ),
        AppendOnly("ClockMove"),
        AppendOnly("FigureRelease"),
        AppendOnly("Progress"),
        AppendOnly("PublicRecord"),
        AppendOnly("RecordRelease"),
    ]
