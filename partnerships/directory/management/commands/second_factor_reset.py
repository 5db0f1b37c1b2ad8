"""Let a person in again who lost their phone and their recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.directory.models import User
from partnerships.directory.services.accounts import second_factors_remove


class Command(BaseCommand):
    """Make sure who is asking before you run this: call them back on a number you know."""

    help = "Takes every app, passkey and recovery code from an account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the e-mail address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many there were."""
        person = User.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError(f"There is no account for {options['email']}.")
        removed = second_factors_remove(by=None, person=person)
        self.stdout.write(f"Removed {removed}. {person.email} signs in with the password and sets up a new one.")
