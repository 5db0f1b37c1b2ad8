"""Load the invented partnership."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from demonstration.alderbrook.last_year import published, year_before
from demonstration.alderbrook.loading import FOLDER, demo_load
from demonstration.data import toml
from demonstration.founding import DEMONSTRATION_PASSWORD


class Command(BaseCommand):
    """`manage.py demo_load`."""

    help = "Loads an invented partnership in the middle of its year, through the same services people use."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and list who can sign in. Outside demonstrations its people get no password."""
        began = time.monotonic()
        password = DEMONSTRATION_PASSWORD if settings.MODE == "demo" else None
        today = timezone.localdate()
        founded, loaded = demo_load(password=password, today=today)
        published(founded, year=year_before(today))
        state = f"loaded in {time.monotonic() - began:.0f} seconds" if loaded else "already there, nothing changed"
        self.stdout.write(f"{founded.partnership.name}: {state}.")
        if password:
            self.stdout.write(f"Everybody's password: {password}")
            for person in toml(FOLDER, "partnership")["people"]:
                self.stdout.write(f"  {person['email']:<40} {person['name']}: {person['does']}")
