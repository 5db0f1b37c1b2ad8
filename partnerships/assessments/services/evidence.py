"""Files that prove something, and the sites of an agency."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify

from partnerships.assessments.models import EvidenceFile, Site
from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def evidence_add(
    *, by: User, agency: Agency, title: str, upload: UploadedFile, expires_on: date | None = None
) -> EvidenceFile:
    """Keep a file of an agency under a random name. The form has checked its type and size."""
    ending = PurePath(upload.name or "file").suffix.lower()
    made = EvidenceFile(
        agency=agency,
        title=title,
        name=(upload.name or "file")[-160:],
        size=upload.size or 0,
        expires_on=expires_on,
        uploaded_by=by,
    )
    made.file.save(f"assessments/{uuid4().hex}{ending}", upload, save=False)
    made.save()
    after = {"title": title, "agency": agency.name, "expires_on": expires_on}
    audit_record(by=by, action="assessment_evidence_add", partnership=agency.partnership, about=made, after=after)
    return made


@transaction.atomic
def evidence_expire(*, by: User, file: EvidenceFile, expires_on: date | None) -> EvidenceFile:
    """Set or lift the last day a file may be relied on."""
    before, file.expires_on = file.expires_on, expires_on
    file.save(update_fields=["expires_on"])
    audit_record(
        by=by,
        action="assessment_evidence_expire",
        partnership=file.agency.partnership,
        about=file,
        before={"expires_on": before},
        after={"expires_on": expires_on},
    )
    return file


@transaction.atomic
def site_add(*, by: User, agency: Agency, name: str) -> Site:
    """Add a school, ward or other place of an agency that will answer apart."""
    slug = slugify(name)[:80]
    if Site.objects.filter(agency=agency, slug=slug).exists():
        raise NotAllowed("This site is there already.", code="name")
    made = Site.objects.create(agency=agency, slug=slug, name=name)
    after = {"agency": agency.name}
    audit_record(by=by, action="assessment_site_add", partnership=agency.partnership, about=made, after=after)
    return made


@transaction.atomic
def sites_add(*, by: User, agency: Agency, names: Sequence[str]) -> list[Site]:
    """Add the sites of a list, leaving out those that are there already; return the new ones."""
    there = set(Site.objects.filter(agency=agency).values_list("slug", flat=True))
    made = []
    for name in names:
        slug = slugify(name)[:80]
        if slug not in there:
            made.append(site_add(by=by, agency=agency, name=name))
            there.add(slug)
    return made


@transaction.atomic
def site_close(*, by: User, site: Site, on: date) -> Site:
    """Say that a site is gone; later rounds do not ask it, earlier answers stay."""
    site.closed_on = on
    site.save(update_fields=["closed_on"])
    audit_record(
        by=by, action="assessment_site_close", partnership=site.agency.partnership, about=site, after={"closed_on": on}
    )
    return site
