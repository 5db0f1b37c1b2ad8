"""Organisations serve several partnerships; what happens to one is in the trail of each."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.text import slugify

from partnerships.directory.models import Organisation, OrganisationName, Partnership, Succession, User
from partnerships.directory.services.audit import audit_record
from partnerships.directory.services.locking import save_if_unchanged
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def organisation_add(*, by: User, partnership: Partnership, name: str, kind: str, short_name: str = "") -> Organisation:
    """Add a body that no partnership knew. Raises NotAllowed when one of that name exists."""
    if Organisation.objects.filter(name__iexact=name).exists():
        raise NotAllowed(f"{name} is in the list of organisations. Select it there.", code="new_name")
    taken = frozenset(Organisation.objects.values_list("slug", flat=True))
    slug = free_slug(name, taken=taken, length=80)
    made = Organisation.objects.create(slug=slug, name=name, short_name=short_name, kind=kind)
    audit_record(by=by, action="organisation_added", partnership=partnership, about=made, after={"kind": kind})
    return made


@transaction.atomic
def organisation_rename(*, by: User, organisation: Organisation, version: int, name: str, on: date) -> None:
    """Give the organisation a new name from `on`; the old one stays for reports about earlier days.

    Raises Overtaken, or NotAllowed when `on` is not after the day the present name began.
    """
    if name == organisation.name:
        raise NotAllowed("Enter a name that differs from the present one.", code="name")
    former = organisation.name
    last = organisation.names.order_by("-ends_on").first()
    began = last.ends_on + timedelta(days=1) if last and last.ends_on else None
    if began and on <= began:
        raise NotAllowed(f"The present name began on {began:%-d %B %Y}. Enter a later day.", code="on")
    save_if_unchanged(organisation, version=version, name=name)
    OrganisationName.objects.create(
        organisation=organisation, name=former, starts_on=began, ends_on=on - timedelta(days=1)
    )
    said = {"name": name, "on": on}
    _record_everywhere(by, "organisation_renamed", organisation, before={"name": former}, after=said)


@transaction.atomic
def organisation_succeed(
    *, by: User, organisation: Organisation, successor: Organisation, kind: str, on: date
) -> Succession:
    """Record that `successor` took over from `organisation`. Raises NotAllowed for itself, twice or a circle."""
    if successor.pk == organisation.pk:
        raise NotAllowed("Select another organisation: this one can not take over from itself.", code="successor")
    pair = {organisation.pk, successor.pk}
    if Succession.objects.filter(predecessor_id__in=pair, successor_id__in=pair).exists():
        raise NotAllowed("It is recorded already that one of these took over from the other.", code="successor")
    made = Succession.objects.create(predecessor=organisation, successor=successor, kind=kind, on=on)
    said = {"successor": successor.name, "kind": kind, "on": on}
    _record_everywhere(by, "organisation_succeeded", organisation, before={}, after=said)
    return made


def free_slug(words: str, *, taken: frozenset[str], length: int) -> str:
    """Return a slug that is not among `taken`: the words, then the words with a number."""
    base = slugify(words)[: length - 4] or "agency"
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def _record_everywhere(
    by: User, action: str, organisation: Organisation, *, before: dict[str, object], after: dict[str, object]
) -> None:
    # In one order, so that two renames at once wait for each other's chains instead of locking each other out.
    served = Partnership.objects.filter(pk__in=organisation.agencies.values("partnership")).order_by("slug")
    for partnership in served:
        audit_record(by=by, action=action, partnership=partnership, about=organisation, before=before, after=after)
