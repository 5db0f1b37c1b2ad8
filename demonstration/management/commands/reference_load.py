"""Load a partnership made from a published report."""

import time
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration.data import toml
from demonstration.founding import DEMONSTRATION_PASSWORD
from demonstration.reference.loading import CHSCP, HAVERING, reference_load
from demonstration.southend import loading as southend

KNOWN = {
    southend.FOLDER: southend.reference_load,
    CHSCP: partial(reference_load, CHSCP),
    HAVERING: partial(reference_load, HAVERING),
}


class Command(BaseCommand):
    """`manage.py reference_load southend-2017-19`."""

    help = "Loads a partnership made from a published report, through the same services people use."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the reference."""
        parser.add_argument("name", help=f"one of: {', '.join(KNOWN)}")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        """Load it and say what was made. Outside demonstrations its people get no password."""
        if name not in KNOWN:
            raise CommandError(f"There is no reference called {name!r}. Choose one of: {', '.join(KNOWN)}.")
        began = time.monotonic()
        founded, loaded = KNOWN[name](password=DEMONSTRATION_PASSWORD if settings.MODE == "demo" else None)
        state = f"loaded in {time.monotonic() - began:.0f} seconds" if loaded else "already there, nothing changed"
        self.stdout.write(f"{founded.partnership.name}: {state}.")
        if settings.MODE == "demo":
            for person in toml(name, "agencies")["people"]:
                self.stdout.write(f"  {person['email']:<40} {person['name']}")
