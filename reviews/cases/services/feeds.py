"""Secret calendar addresses. Only the digest of a secret is kept; it is shown once."""

import secrets

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Partnership, User
from reviews.cases.digests import digest_of
from reviews.cases.models import DeadlineFeed
from reviews.cases.services.trail import register_audit


@transaction.atomic
def feed_make(*, by: User, partnership: Partnership) -> str:
    """Return the secret of a new calendar address for the person; an earlier address stops working."""
    feed_revoke(by=by, partnership=partnership)
    secret = secrets.token_urlsafe(32)
    DeadlineFeed.objects.create(partnership=partnership, user=by, secret_digest=digest_of(secret))
    register_audit(by=by, action="deadline_feed_made", partnership=partnership)
    return secret


@transaction.atomic
def feed_revoke(*, by: User, partnership: Partnership) -> None:
    """Make the person's calendar address stop working."""
    rows = DeadlineFeed.objects.of(partnership).filter(user=by, revoked_at=None)
    if rows.update(revoked_at=timezone.now()):
        register_audit(by=by, action="deadline_feed_revoked", partnership=partnership)
