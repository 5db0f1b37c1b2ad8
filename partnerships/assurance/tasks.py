"""Work of this room that nobody waits for."""

from celery import shared_task

from partnerships.assurance.services.resources import CHECK_TASK, links_check
from partnerships.directory.models import Partnership


@shared_task(name=CHECK_TASK, ignore_result=True)
def check(partnership: int | None = None) -> None:
    """Look at the links of one partnership, or at every link that was not asked lately. May run twice."""
    links_check(partnership=Partnership.objects.filter(pk=partnership).first() if partnership else None)
