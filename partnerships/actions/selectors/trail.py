"""Where events about confidential actions are kept."""

from partnerships.directory.models import Partnership


def ledger_of(partnership: Partnership) -> str:
    """Return the key of the chain that holds the events of the partnership's confidential actions."""
    return f"actions.{partnership.pk}"
