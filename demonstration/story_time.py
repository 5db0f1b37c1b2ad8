"""The demonstration's history happened in the past. Only its loader may say so; no service takes a date of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, tzinfo
from unittest import mock

from django.utils import timezone


@contextmanager
def story_time(day: date, at: time = time(10, 30)) -> Iterator[None]:
    """Let everything written while the block runs carry this day and hour (London time)."""
    moment = datetime.combine(day, at, tzinfo=timezone.get_default_timezone())

    class Told(datetime):
        """The `datetime` that django.utils.timezone asks for the time."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    with mock.patch("django.utils.timezone.datetime", Told):
        yield
