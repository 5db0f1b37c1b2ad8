"""The GOV.UK macros, compiled once in an environment of their own.

They test optional parameters as plain attributes, which a strict environment refuses; our own templates are strict.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

PREFIX = "govuk_frontend_jinja"
Macro = Callable[[dict[str, Any]], Markup]


@cache
def macro_environment() -> jinja2.Environment:
    """Return the one lenient environment; it holds nothing but the package's own templates."""
    package = jinja2.PackageLoader(PREFIX)
    return jinja2.Environment(
        loader=jinja2.PrefixLoader({PREFIX: package}),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def govuk(component: str) -> Macro:
    """Return a macro by the name of its component: `govuk("date-input")` is govukDateInput.

    Raises `jinja2.TemplateNotFound` for a component the Design System does not have.
    """
    template = macro_environment().get_template(f"{PREFIX}/components/{component}/macro.html")
    name = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    macro: Macro = getattr(template.module, name)
    return macro
