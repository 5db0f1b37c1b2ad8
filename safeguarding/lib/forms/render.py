"""Draws one bound field with the GOV.UK macro that fits its widget; templates call it as `field(form["name"])`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

from safeguarding.lib.forms.dates import PARTS, DatePartsError, DatePartsWidget
from safeguarding.lib.forms.macros import govuk

Params = dict[str, Any]
# What the macros print themselves, or what would start the browser's own checks instead of our messages.
OWN_ATTRIBUTES = {"id", "class", "rows", "cols", "maxlength", "minlength", "required", "autocomplete", "inputmode"}


@dataclass(frozen=True)
class Look:
    """How one field appears on its page; nothing here changes what the field accepts.

    heading: the label is the page's h1. size: s, m, l or xl label. width: class suffix such as "5" (characters) or
    "one-half". prefix, suffix: short words at the box, such as "£". inline: radios side by side. item_hints: a hint by
    the value of a choice. hide_label: for a box whose meaning is plain from its place, such as a search.
    """

    heading: bool = False
    size: str = ""
    width: str = ""
    prefix: str = ""
    suffix: str = ""
    inline: bool = False
    item_hints: dict[str, str] | None = None
    hide_label: bool = False

    def label_classes(self, element: str) -> str:
        """Return the classes of a label or a legend."""
        size = self.size or ("l" if self.heading else "")
        return " ".join(
            part
            for part in (
                f"govuk-{element}--{size}" if size else "",
                "govuk-visually-hidden" if self.hide_label else "",
            )
            if part
        )


def field(bound: BoundField, **look: Any) -> Markup:
    """Return the whole form group: label, hint, error and control. Keywords: see Look.

    Raises TypeError for a widget that the Design System has no pattern for.
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return Markup(bound.as_widget())  # noqa: S704 - drawn by Django, which escapes
    for kind, draw in DRAWERS:
        if isinstance(widget, kind):
            return draw(bound, Look(**look))
    raise TypeError(f"No GOV.UK pattern for the widget {type(widget).__name__} of {bound.name!r}.")


def common(bound: BoundField) -> Params:
    """Return what every macro takes: names, hint, error, attributes."""
    attributes = bound.field.widget.attrs
    hint, errors = str(bound.help_text), bound.errors
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "hint": {"text": hint} if hint else None,
        "errorMessage": {"text": str(errors[0])} if errors else None,
        "autocomplete": attributes.get("autocomplete"),
        "attributes": {name: value for name, value in attributes.items() if name not in OWN_ATTRIBUTES},
    }


def caption(bound: BoundField) -> str:
    """Return the label; says "(optional)" because nearly every field of the portal is needed."""
    label = str(bound.label)
    boolean = isinstance(bound.field, forms.BooleanField)
    silent = boolean or "(optional)" in label or not getattr(bound.form, "says_optional", True)
    return label if bound.field.required or silent else f"{label} (optional)"


def labelled(bound: BoundField, look: Look) -> Params:
    """Return the parameters of a control with one label."""
    label = {"text": caption(bound), "classes": look.label_classes("label"), "isPageHeading": look.heading}
    return {**common(bound), "label": label, "classes": width_class(look, "input")}


def grouped(bound: BoundField, look: Look) -> Params:
    """Return the parameters of controls that share a fieldset and its legend."""
    legend = {
        "text": caption(bound),
        "classes": look.label_classes("fieldset__legend"),
        "isPageHeading": look.heading,
    }
    return {**common(bound), "idPrefix": bound.auto_id, "fieldset": {"legend": legend}}


def width_class(look: Look, element: str) -> str:
    """Return the class for "5" (five characters) or "one-half" (of the column)."""
    if not look.width:
        return ""
    return f"govuk-{element}--width-{look.width}" if look.width.isdigit() else f"govuk-!-width-{look.width}"


def shown(bound: BoundField) -> str:
    """Return the value as typed, or as the widget formats the stored one; empty rather than None."""
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def draw_input(bound: BoundField, look: Look) -> Markup:
    """Draw one line of text; the kind of keyboard a telephone shows follows the widget."""
    params = labelled(bound, look)
    widget = bound.field.widget
    params |= {
        "value": shown(bound),
        "type": {"email": "email", "tel": "tel", "url": "url"}.get(getattr(widget, "input_type", ""), "text"),
        "prefix": {"text": look.prefix} if look.prefix else None,
        "suffix": {"text": look.suffix} if look.suffix else None,
        "inputmode": widget.attrs.get("inputmode"),
    }
    return govuk("input")(params)


def draw_number(bound: BoundField, look: Look) -> Markup:
    """Draw a number as text: a browser's number box loses what it can not read and changes when somebody scrolls."""
    params = labelled(bound, look)
    whole = isinstance(bound.field, forms.IntegerField) and not isinstance(
        bound.field, forms.FloatField | forms.DecimalField
    )
    params["attributes"] = {k: v for k, v in params["attributes"].items() if k not in {"min", "max", "step"}}
    params |= {
        "value": shown(bound),
        "inputmode": "numeric" if whole else "decimal",
        "prefix": {"text": look.prefix} if look.prefix else None,
        "suffix": {"text": look.suffix} if look.suffix else None,
    }
    params["classes"] = f"portal-input--number {params['classes']}".strip()
    return govuk("input")(params)


def draw_password(bound: BoundField, look: Look) -> Markup:
    """Draw a password with its Show button. Passwords are never sent back to the browser."""
    return govuk("password-input")(labelled(bound, look))


def draw_text(bound: BoundField, look: Look) -> Markup:
    """Draw longer text, with a counter when the field has a limit in words or characters."""
    params = labelled(bound, look)
    params |= {"value": shown(bound), "rows": bound.field.widget.attrs.get("rows", 5), "spellcheck": True}
    words, characters = getattr(bound.field, "max_words", None), getattr(bound.field, "max_length", None)
    if words:
        return govuk("character-count")({**params, "maxwords": words})
    if characters:
        return govuk("character-count")({**params, "maxlength": characters})
    return govuk("textarea")(params)


def draw_select(bound: BoundField, look: Look) -> Markup:
    """Draw a drop-down list: for more choices than a person can take in at a glance."""
    params = labelled(bound, look)
    params["classes"] = width_class(look, "select")
    return govuk("select")({**params, "items": items(bound, look, mark="selected")})


def draw_radios(bound: BoundField, look: Look) -> Markup:
    """Draw choices of which one is taken."""
    params = grouped(bound, look)
    params["classes"] = "govuk-radios--inline" if look.inline else ""
    return govuk("radios")({**params, "items": items(bound, look, mark="checked")})


def draw_checkboxes(bound: BoundField, look: Look) -> Markup:
    """Draw choices of which several may be taken."""
    return govuk("checkboxes")({**grouped(bound, look), "items": items(bound, look, mark="checked")})


def draw_checkbox(bound: BoundField, look: Look) -> Markup:
    """Draw one box that stands for yes; it needs no legend."""
    params = common(bound)
    hint = params.pop("hint")
    item = {
        "value": "on",
        "text": caption(bound),
        "checked": bool(bound.value()),
        "hint": hint,
        "attributes": params.pop("attributes"),
    }
    return govuk("checkboxes")({**params, "idPrefix": bound.auto_id, "items": [item]})


def items(bound: BoundField, look: Look, *, mark: str) -> list[Params]:
    """Return the choices of a select, radios or checkboxes with the chosen ones marked."""
    value = bound.value()
    chosen = {str(item) for item in value} if isinstance(value, list | tuple | set) else {str(value or "")}
    if value in (False, 0):
        chosen = {str(value)}
    hints = look.item_hints or {}
    return [
        {
            "value": str(key),
            "text": str(text),
            mark: str(key) in chosen,
            "hint": {"text": hints[str(key)]} if str(key) in hints else None,
        }
        for key, text in flat(bound.field.widget.choices)
    ]


def flat(choices: Any) -> list[tuple[Any, Any]]:
    """Return choices without their groups: the Design System's select has none."""
    rows: list[tuple[Any, Any]] = []
    for key, text in choices:
        rows.extend(text if isinstance(text, list | tuple) else [(key, text)])
    return rows


def draw_date(bound: BoundField, look: Look) -> Markup:
    """Draw three boxes for a date and mark the wrong ones."""
    typed = bound.field.widget.parts(bound.value())
    wrong = wrong_parts(bound)
    boxes = [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}-{part}",
            "label": part.capitalize(),
            "value": typed[part],
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            # The day may not offer numbers only: "March" is accepted in the middle box.
            "inputmode": "text" if part == "month" else "numeric",
        }
        for part in PARTS
    ]
    return govuk("date-input")({**grouped(bound, look), "items": boxes})


def wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """Return the boxes of a date that its error is about; all three when the error does not say."""
    errors = bound.errors.as_data()
    if not errors:
        return ()
    return errors[0].parts if isinstance(errors[0], DatePartsError) else PARTS


def draw_file(bound: BoundField, look: Look) -> Markup:
    """Draw the browser's own file box: the Design System's dropping area needs scripts."""
    return govuk("file-upload")({**labelled(bound, look), "javascript": False})


# First match wins, so that a widget stands before the one it inherits from.
DRAWERS: tuple[tuple[type[forms.Widget], Callable[[BoundField, Look], Markup]], ...] = (
    (DatePartsWidget, draw_date),
    (forms.CheckboxSelectMultiple, draw_checkboxes),
    (forms.RadioSelect, draw_radios),
    (forms.CheckboxInput, draw_checkbox),
    (forms.Select, draw_select),
    (forms.Textarea, draw_text),
    (forms.PasswordInput, draw_password),
    (forms.FileInput, draw_file),
    (forms.NumberInput, draw_number),
    (forms.widgets.Input, draw_input),
)
