"""Loading the reference partnership once; a second run changes nothing."""

from django.db import transaction

from demonstration import assurance, undertaken
from demonstration.data import toml
from demonstration.founding import Founded, found
from demonstration.reviews import reviews_load
from demonstration.southend import figures, records, report
from reports.studio.models import Report

FOLDER = "southend-2017-19"


@transaction.atomic
def reference_load(*, password: str | None) -> tuple[Founded, bool]:
    """Return the partnership and whether it was loaded now. All or nothing: a failure leaves no half of it."""
    founded = found(toml(FOLDER, "agencies"), starts_on=figures.cutoff(), password=password)
    if Report.objects.of(founded.partnership).exists():
        return founded, False
    figures.load(founded)
    records.load(founded)
    assurance.load(founded, FOLDER)
    undertaken.load(founded, FOLDER)
    reviews_load(founded, FOLDER)
    report.load(founded)
    return founded, True
