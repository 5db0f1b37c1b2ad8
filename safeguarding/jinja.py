"""The one Jinja environment of the portal, named in settings.TEMPLATES and made once by Django."""

import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import jinja2
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from reports.studio import funding, grids, printing
from safeguarding.lib.forms.macros import PREFIX, macro_environment
from safeguarding.lib.forms.render import field
from safeguarding.lib.forms.summary import error_lines
from safeguarding.lib.richtext import rich
from safeguarding.navigation import named_above

PRODUCT_NAME = "Safeguarding partnership portal"


class PortalEnvironment(jinja2.Environment):
    """Strict for our own templates: a name or attribute that is missing is an error. The GOV.UK macros come
    from their own lenient environment, because they test optional parameters as plain attributes."""

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:  # noqa: A002
        if isinstance(name, str) and name.startswith(f"{PREFIX}/"):
            return macro_environment().get_template(name)
        return super().get_template(name, parent, globals)


def url(name: str, /, *args: Any, **kwargs: Any) -> str:
    """Return the path of a named page; an unknown name is an error."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def asset(path: str) -> str:
    """Return the address of a static file, looked up once a process: the files do not change under it."""
    return static(path)


def csp_nonce(request: HttpRequest) -> str:
    """Return the one-time word that lets a script element of this answer run."""
    return str(getattr(request, "csp_nonce", ""))


def local(moment: datetime.date) -> datetime.date:
    """Return a moment in London time; a date as it is."""
    if isinstance(moment, datetime.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def date_long(day: datetime.date | None) -> str:
    """21 November 2026; nothing for None."""
    return date_format(local(day), "j F Y") if day else ""


def date_time(moment: datetime.datetime | None) -> str:
    """21 November 2026 at 3:05pm, as GOV.UK writes it; midnight and midday by name."""
    if not moment:
        return ""
    there = local(moment)
    clock = date_format(there, "P").replace(".", "").replace(" ", "").replace("noon", "midday")
    return f"{date_long(there)} at {clock}"


def thousands(number: int | Decimal | float | None) -> str:
    """12,345.6 with as many decimals as the number has; a true minus sign; nothing for None."""
    if number is None:
        return ""
    return f"{number:,}".replace("-", "\u2212", 1)


def plural(count: int, one: str, many: str = "") -> str:
    """1 return, 2 returns, 1,204 returns."""
    return f"{thousands(count)} {one if count == 1 else many or one + 's'}"


FILTERS = {"date_long": date_long, "date_time": date_time, "thousands": thousands, "plural": plural}
GLOBALS = {
    "url": url,
    "static": asset,
    "field": field,
    "rich": rich,
    "error_lines": error_lines,
    "csp_nonce": csp_nonce,
    "named_above": named_above,
    "now": timezone.localtime,
    "product_name": PRODUCT_NAME,
}


def environment(**options: Any) -> PortalEnvironment:
    """Make the environment from Django's options."""
    made = PortalEnvironment(
        **{
            **options,
            "undefined": jinja2.StrictUndefined,
            "autoescape": True,
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )
    made.globals.update({**GLOBALS, **printing.JINJA_GLOBALS, **grids.JINJA_GLOBALS, **funding.JINJA_GLOBALS})
    made.filters.update(FILTERS)
    return made
