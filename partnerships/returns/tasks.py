"""Work of this room that nobody waits for."""

from celery import shared_task

from partnerships.returns.services.notices import SEND_TASK, notices_send


@shared_task(name=SEND_TASK)
def send_notices() -> None:
    """Tell people that a return waits for them. May run twice; each notice goes out once."""
    notices_send()
