"""The register of abbreviations."""

from django.db import transaction

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.governance.models import GlossaryTerm
from safeguarding.lib.workflow import NotAllowed, Overtaken


@transaction.atomic
def term_add(
    *, by: User | None, partnership: Partnership, abbreviation: str, expansion: str, note: str = ""
) -> GlossaryTerm:
    """Add an abbreviation. A second meaning is allowed, the same meaning twice is not."""
    rows = GlossaryTerm.objects.of(partnership).filter(abbreviation=abbreviation, expansion=expansion)
    if rows.exists():
        raise NotAllowed(f"{abbreviation} is already listed with this meaning.", code="duplicate")
    term = GlossaryTerm.objects.create(
        partnership=partnership, abbreviation=abbreviation, expansion=expansion, note=note
    )
    audit_record(by=by, action="glossary_term_add", partnership=partnership, about=term)
    return term


@transaction.atomic
def term_change(
    *, by: User | None, term: GlossaryTerm, version: int, abbreviation: str, expansion: str, note: str
) -> GlossaryTerm:
    """Correct an entry opened at `version`; raises Overtaken when somebody corrected it meanwhile."""
    term = GlossaryTerm.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=term.pk)
    said = {"abbreviation": abbreviation, "expansion": expansion, "note": note}
    before = {name: getattr(term, name) for name in said}
    if before == said:
        return term
    if term.version != version:
        raise Overtaken("Somebody changed this abbreviation after you opened it.", code="overtaken")
    twins = GlossaryTerm.objects.of(term.partnership).filter(abbreviation=abbreviation, expansion=expansion)
    if twins.exclude(pk=term.pk).exists():
        raise NotAllowed(f"{abbreviation} is already listed with this meaning.", code="duplicate")
    for name, value in said.items():
        setattr(term, name, value)
    term.version = version + 1
    term.save()
    audit_record(
        by=by, action="glossary_term_change", partnership=term.partnership, about=term, before=before, after=said
    )
    return term


@transaction.atomic
def term_remove(*, by: User | None, term: GlossaryTerm) -> None:
    """Take an entry out; the audit trail keeps it."""
    before = {"abbreviation": term.abbreviation, "expansion": term.expansion, "note": term.note}
    audit_record(by=by, action="glossary_term_remove", partnership=term.partnership, about=term, before=before)
    term.delete()
