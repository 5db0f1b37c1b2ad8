"""The register's links and documents, for readers to follow; nothing is fetched when a report is made."""

from typing import Any, ClassVar

from django import forms

from partnerships.assurance.models import Resource
from partnerships.assurance.selectors.resources import resources_of
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey


class LinksForm(SectionForm):
    """Which kind of them."""

    settings: ClassVar[tuple[str, ...]] = ("kind",)

    kind = forms.ChoiceField(
        required=False, label="Which are printed", choices=[("", "All of them"), *Resource.Kind.choices]
    )
    field_order = ("title", "kind", "version")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    rows: list[Resource] = context.once("resources", lambda: list(resources_of(context.partnership)))
    kind = section.config.get("kind")
    shown = [row for row in rows if row.in_reports and (not kind or row.kind == kind)]
    return {
        "kinds": [
            {"label": label, "links": [_link(row) for row in shown if row.kind == value]}
            for value, label in Resource.Kind.choices
            if any(row.kind == value for row in shown)
        ],
        "summary": [context.want(FactKey(f"assurance/links.{name}")) for name in ("listed", "working")]
        if shown
        else [],
    }


def _link(row: Resource) -> dict[str, Any]:
    check = row.check_now
    return {
        "title": row.title,
        "url": row.url,
        "kept_at": row.kept_at,
        "audience": row.audience,
        "edition": row.edition,
        "dated_on": row.dated_on.isoformat() if row.dated_on else "",
        "owner": row.owner,
        "bad": check.get_outcome_display() if check and check.is_bad else "",
    }


LINKS = BlockSpec(
    key="links",
    title="Links and documents",
    sentence="The policies, guidance and websites of the register, with their addresses in full.",
    template="reports/blocks/links.html",
    form=LinksForm,
    gather=_gather,
    checks=("nothing_there", "dead_link"),
)
