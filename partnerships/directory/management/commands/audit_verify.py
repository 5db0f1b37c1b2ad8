"""Check the audit trail's hash chains."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.directory.selectors import audit_chains_verified


class Command(BaseCommand):
    """Recompute every hash chain; exit code 1 and the first broken event when one does not hold."""

    help = "Checks that no event of the audit trail was changed or removed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per chain."""
        verdicts = audit_chains_verified()
        for verdict in verdicts:
            state = f"BROKEN: {verdict.fault}" if verdict.fault else "holds"
            self.stdout.write(f"{verdict.key}: {verdict.events} events, {state}")
        if broken := [verdict.key for verdict in verdicts if verdict.fault]:
            raise CommandError(f"The audit trail of {', '.join(broken)} does not hold.")
