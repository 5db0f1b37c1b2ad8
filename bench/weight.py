"""What a browser has to load for the page people see first, compressed."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from bench.table import Row
from bench.world import client_of, place

HEAVIEST = 150  # KB
ASSET = re.compile(r'(?:src|href)="' + re.escape(f"/{settings.STATIC_URL.strip('/')}/") + r'([^"?]+)"')


def measure() -> list[Row]:
    """Add up the overview and every style, script and picture it names."""
    where = place("weighed", agencies=5, indicators=5)
    page = client_of(where.manager).get(reverse("overview", args=[where.partnership.slug])).content
    assets = {name: finders.find(name) for name in ASSET.findall(page.decode())}
    sizes = [len(gzip.compress(page)), *(_compressed(found) for found in assets.values() if found)]
    total = sum(sizes) / 1024
    missing = [name for name, found in assets.items() if not found]
    shown = f"{total:.0f} KB in {len(sizes)} files" + (f", missing: {', '.join(missing)}" if missing else "")
    return [Row("Home page, compressed", shown, f"{HEAVIEST} KB", kept=total <= HEAVIEST and not missing)]


def _compressed(path: str) -> int:
    return len(gzip.compress(Path(path).read_bytes()))
