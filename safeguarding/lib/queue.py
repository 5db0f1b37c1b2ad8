"""Handing work to Celery. The row is the truth: a message that never arrives is replaced by the sweep.

A service writes its row with a waiting status and calls `send_on_commit`. When the broker is down the row keeps
waiting, the person is told, and the room's sweep task (on the beat schedule) sends it again.
"""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def send(task: str, *arguments: int | str) -> bool:
    """Send a task by name; return False, and log it, when the broker can not be reached."""
    try:
        current_app.send_task(task, args=arguments)
    except (OperationalError, OSError) as error:
        logger.warning("The queue can not be reached, %s%r waits for the sweep: %s", task, arguments, error)
        return False
    return True


def send_on_commit(task: str, *arguments: int | str) -> None:
    """Send a task by name once the transaction that wrote its row has been committed."""
    transaction.on_commit(partial(send, task, *arguments))


def broker_is_up() -> bool:
    """Return False when work asked for now would have to wait for the queue to come back."""
    try:
        with current_app.connection_for_write(connect_timeout=2) as connection:
            connection.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        return False
    return True
