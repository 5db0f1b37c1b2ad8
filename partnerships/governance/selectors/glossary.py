"""Reads of the register of abbreviations."""

from django.db.models import QuerySet

from partnerships.directory.models import Partnership
from partnerships.governance.models import GlossaryTerm


def terms_of(partnership: Partnership) -> QuerySet[GlossaryTerm]:
    """Return the glossary's rows."""
    return GlossaryTerm.objects.of(partnership)


def glossary_of(partnership: Partnership) -> list[GlossaryTerm]:
    """Return the terms in the order a reader looks them up."""
    terms = GlossaryTerm.objects.of(partnership)
    return sorted(terms, key=lambda term: (term.abbreviation.lower(), term.expansion.lower()))
