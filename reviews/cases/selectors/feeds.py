"""What a calendar address shows. Asked anew each time, so whoever leaves a list loses its deadlines at once."""

from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Partnership, User
from reviews.cases.digests import digest_of
from reviews.cases.feed import Feed, FeedDeadline, mark_of
from reviews.cases.models import Case, Clock, DeadlineFeed


def feed_of(partnership: Partnership, user: User) -> DeadlineFeed | None:
    """Return the person's working calendar address, if there is one."""
    return DeadlineFeed.objects.of(partnership).filter(user=user, revoked_at=None).first()


def feed_deadlines(secret: str) -> Feed | None:
    """Return what an address shows now; None when it does not work or the person may read no case any more."""
    feed = DeadlineFeed.objects.filter(secret_digest=digest_of(secret), revoked_at=None, user__is_active=True)
    row = feed.select_related("user", "partnership").first()
    if row is None or not access_of(row.user, row.partnership).may(Permission.CASE_READ):
        return None
    readable = Case.objects.of(row.partnership).visible_to(row.user).live()
    clocks = Clock.objects.filter(case__in=readable, met_on__isnull=True, due_on__isnull=False).order_by("due_on", "id")
    return Feed(
        link=settings.SITE_URL.rstrip("/") + reverse("deadline_list", args=[row.partnership.slug]),
        made_at=timezone.now().astimezone(UTC),
        deadlines=[
            FeedDeadline(mark=mark_of(row.pk, pk), due_on=due_on)
            for pk, due_on in clocks.values_list("pk", "due_on")
            if due_on
        ],
    )
