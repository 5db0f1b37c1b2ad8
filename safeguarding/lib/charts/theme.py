"""How the engine that draws charts is set up."""

from typing import Any

import altair

from safeguarding.lib.charts.palette import FONT, GRID, INK, MUTED

# What altair.layer is said to give back.
Drawn = altair.LayerChart | altair.FacetChart


def config() -> dict[str, Any]:
    """Vega-Lite settings shared by all charts; ``aria`` off because the whole SVG is one image."""
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": MUTED,
        "gridColor": GRID,
        "domainColor": MUTED,
        "tickColor": MUTED,
        "labelLimit": 260,
    }
    return {
        "aria": False,
        "background": "#ffffff",
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"font": FONT, "fontSize": 12, "color": INK},
        "legend": {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 12, "labelColor": INK},
        "padding": {"left": 4, "right": 8, "top": 6, "bottom": 4},
    }
