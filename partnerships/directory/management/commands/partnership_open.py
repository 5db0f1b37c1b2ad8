"""Open a partnership with its first board manager."""

from argparse import ArgumentParser
from dataclasses import fields
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.directory.models import Partnership
from partnerships.directory.services.opening import Opening, partnership_open
from safeguarding.lib.workflow import NotAllowed, first_words


class Command(BaseCommand):
    """Everything after this is done in the portal by the board manager named here."""

    help = "Opens a partnership, its area and the account of its first board manager."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for every field of an opening."""
        for field in fields(Opening):
            choices = Partnership.Kind.values if field.name == "kind" else None
            parser.add_argument(f"--{field.name.replace('_', '-')}", required=True, choices=choices)

    def handle(self, *args: Any, **options: Any) -> None:
        """Open it and say what the board manager does next."""
        try:
            made = partnership_open(
                by=None, opening=Opening(**{field.name: options[field.name] for field in fields(Opening)})
            )
        except NotAllowed as error:
            raise CommandError(first_words(error)) from error
        self.stdout.write(f"{made.name} is open at /p/{made.slug}/.")
        self.stdout.write(f"{options['manager_email']} chooses a password at /account/password/reset/.")
