"""How a room states its rows of the access table, in tests/access/<room>.py as ROWS."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.cast import Cast

# Who knocks. Codes are for GET unless the row says POST; 302 for anonymous means "to the sign-in page".
PERSONAS = (
    "anonymous",
    "manager",
    "lead",
    "contributor",
    "other_lead",
    "chair",
    "signatory",
    "reader",
    "administrator",
    "manager_of_b",
    "lead_of_b",
)
EVERYBODY_OF_A = PERSONAS[1:9]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One address. `allowed` names the personas answered with `code`; other members of A get 403, strangers 404.

    `arrange` creates what the address needs and returns its keyword arguments (without `partnership`).
    `hidden` names members of A who must get 404 instead of 403 because even existence is not theirs to know.
    """

    name: str
    allowed: tuple[str, ...]
    code: int = 200
    method: str = "GET"
    arrange: Callable[[Cast], dict[str, Any]] = field(default=lambda cast: {})
    data: dict[str, Any] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()

    def expected(self, persona: str) -> int:
        """Return the code this persona must get."""
        if persona == "anonymous":
            return 302
        if persona in self.allowed:
            return self.code
        return 403 if persona in EVERYBODY_OF_A and persona not in self.hidden else 404
