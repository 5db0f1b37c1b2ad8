"""Make shipped self-assessment tools live in a partnership."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.assessments.library import shipped_tools
from partnerships.assessments.services import tool_adopt
from partnerships.directory.models import Partnership
from safeguarding.lib.workflow import NotAllowed, first_words


class Command(BaseCommand):
    """The same as "Add" on the page of tools."""

    help = "Makes shipped self-assessment tools live in a partnership."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the partnership and the tools."""
        parser.add_argument("partnership", help="the short name in the partnership's address")
        parser.add_argument("tools", nargs="+", choices=sorted(shipped_tools()))

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them in the order named."""
        try:
            partnership = Partnership.objects.get(slug=options["partnership"])
            for key in options["tools"]:
                made = tool_adopt(by=None, partnership=partnership, key=key)
                self.stdout.write(f"{made} is live.")
        except Partnership.DoesNotExist as error:
            raise CommandError(f"There is no partnership called {options['partnership']}.") from error
        except NotAllowed as error:
            raise CommandError(first_words(error)) from error
