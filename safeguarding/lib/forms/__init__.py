"""Forms in the manner of the GOV.UK Design System, drawn by its Jinja macros."""
