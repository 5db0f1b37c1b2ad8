"""Keys name facts: stable, readable, canonical. `returns/cp-plans?agency=council&at=2018-03-31`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)+")
_PARAMETER = re.compile(r"([a-z]+)=([A-Za-z0-9._-]+)")


class KeyProblem(ValueError):
    """A text that is not a fact key; the message says what is wrong with it."""


@dataclass(frozen=True)
class FactKey:
    """`room/name` plus parameters; equal keys have equal text because parameters are kept in order of name."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise KeyProblem(f"{self.name!r} is not the name of a figure: it should look like returns/cp-plans.")
        object.__setattr__(self, "parameters", MappingProxyType(dict(sorted(self.parameters.items()))))

    @classmethod
    def parse(cls, text: str) -> "FactKey":
        """Return the key a text names; KeyProblem when it is not one."""
        name, _, query = text.strip().partition("?")
        parameters = {}
        for part in filter(None, query.split("&")):
            match = _PARAMETER.fullmatch(part)
            if not match:
                raise KeyProblem(f"{part!r} in {text!r} is not of the form name=value.")
            parameters[match[1]] = match[2]
        return cls(name, parameters)

    @property
    def room(self) -> str:
        """Return the room that answers for the key, the part before the first slash."""
        return self.name.partition("/")[0]

    @property
    def rest(self) -> str:
        """Return the name within the room."""
        return self.name.partition("/")[2]

    def __str__(self) -> str:
        query = "&".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.name}?{query}" if query else self.name
