import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from safeguarding.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("country", "Country"),
                            ("region", "Region"),
                            ("county", "County"),
                            ("authority", "Local authority"),
                            ("district", "District"),
                            ("footprint", "Partnership footprint"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="directory.area",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("short_name", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Council"),
                            ("police", "Police"),
                            ("icb", "Integrated care board"),
                            ("nhs_provider", "NHS provider"),
                            ("education", "School, college or education service"),
                            ("probation", "Probation"),
                            ("voluntary", "Voluntary or community organisation"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="directory.organisation"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": [models.OrderBy(models.F("starts_on"), nulls_first=True)],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="directory_organisationname_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="directory.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="origins", to="directory.organisation"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merger", "Merged into"),
                            ("split", "Split into"),
                            ("transfer", "Service transferred to"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor"), name="directory_succession_once_per_pair_of_organisations"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="directory_succession_is_between_two_organisations",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("short_name", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("children", "Children"),
                            ("adults", "Adults"),
                            ("combined", "Children and adults"),
                            ("health", "Health system"),
                        ],
                        max_length=10,
                    ),
                ),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="directory.area")),
                ("chair_title", models.CharField(default="Independent chair", max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=120, verbose_name="full name")),
                ("is_staff", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="directory_user_email_unique_whatever_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agencies",
                        to="directory.organisation",
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(blank=True, max_length=160)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("partner", "Safeguarding partner"),
                            ("relevant", "Relevant agency"),
                            ("other", "Other contributor"),
                        ],
                        default="relevant",
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
                ("joined_on", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["organisation__name", "title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="directory_agency_slug_unique_in_partnership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_on__isnull", True),
                            ("left_on__isnull", True),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="directory_agency_leaves_after_it_joins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.partnership"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("executive", "Executive"),
                            ("subgroup", "Sub-group"),
                            ("task", "Task group"),
                            ("forum", "Forum"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="directory.group",
                    ),
                ),
                ("chair", models.CharField(blank=True, max_length=160)),
                ("purpose", models.CharField(blank=True, max_length=400)),
                ("meets", models.CharField(blank=True, max_length=80)),
                ("joint_with", models.CharField(blank=True, max_length=160)),
                ("former_name", models.CharField(blank=True, max_length=160)),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="directory.group",
                    ),
                ),
                ("terms_url", models.URLField(blank=True, max_length=300)),
                ("terms_agreed_on", models.DateField(blank=True, null=True)),
                ("terms_review_on", models.DateField(blank=True, null=True)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="directory_group_slug_unique_in_partnership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="directory_group_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("terms_agreed_on__isnull", True),
                            ("terms_review_on__isnull", True),
                            ("terms_review_on__gte", models.F("terms_agreed_on")),
                            _connector="OR",
                        ),
                        name="directory_group_terms_are_not_reviewed_before_they_are_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("pk")), _negated=True),
                        name="directory_group_is_not_its_own_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("supersedes", models.F("pk")), _negated=True),
                        name="directory_group_does_not_supersede_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                ("key", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("length", models.PositiveBigIntegerField(default=0)),
                (
                    "head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="directory.auditchain"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                (
                    "partnership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.partnership",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=160)),
                ("action", models.CharField(max_length=60)),
                ("object_type", models.CharField(blank=True, max_length=60)),
                ("object_id", models.CharField(blank=True, max_length=60)),
                ("object_label", models.CharField(blank=True, max_length=255)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("address", models.CharField(blank=True, max_length=45)),
                ("request_id", models.CharField(blank=True, max_length=36)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["partnership", "-id"], name="directory_audit_by_partner"),
                    models.Index(fields=["object_type", "object_id"], name="directory_audit_by_object"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "number"), name="directory_auditevent_number_unique_in_chain"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="directory.partnership"),
                ),
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
                        related_name="memberships",
                        to="directory.agency",
                    ),
                ),
                ("starts_on", models.DateField(default=django.utils.timezone.localdate)),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["user__name", "role"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False), ("ends_on__isnull", True)),
                        fields=("user", "partnership", "role", "agency"),
                        name="directory_membership_one_open_per_role_and_agency",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True), ("ends_on__isnull", True)),
                        fields=("user", "partnership", "role"),
                        name="directory_membership_one_open_per_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", False),
                                ("role__in", ("agency_lead", "agency_contributor", "signatory")),
                            ),
                            models.Q(("role__in", ("agency_lead", "agency_contributor", "signatory")), _negated=True),
                            _connector="OR",
                        ),
                        name="directory_membership_agency_role_names_its_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="directory_membership_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="directory.partnership"),
                ),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=120, verbose_name="full name")),
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
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("expires_at", models.DateTimeField()),
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
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-invited_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", False),
                                ("role__in", ("agency_lead", "agency_contributor", "signatory")),
                            ),
                            models.Q(("role__in", ("agency_lead", "agency_contributor", "signatory")), _negated=True),
                            _connector="OR",
                        ),
                        name="directory_invitation_agency_role_names_its_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="directory_invitation_both_accepted_at_and_accepted_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="directory_invitation_both_withdrawn_at_and_withdrawn_by_set",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                        ),
                        name="directory_invitation_is_not_both_accepted_and_withdrawn",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("withdrawn_at__isnull", True), ("agency__isnull", False)
                        ),
                        fields=("partnership", "email", "role", "agency"),
                        name="directory_invitation_one_waiting_per_role_and_agency",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("withdrawn_at__isnull", True), ("agency__isnull", True)
                        ),
                        fields=("partnership", "email", "role"),
                        name="directory_invitation_one_waiting_per_role",
                    ),
                ],
            },
        ),
        AppendOnly("AuditEvent"),
    ]
