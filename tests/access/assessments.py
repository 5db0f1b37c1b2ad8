"""Rows for self-assessment."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partnerships.assessments.models import Response, Round
from partnerships.assessments.services import evidence_add, round_open, site_add
from tests.access.table import EVERYBODY_OF_A, Row
from tests.assessments.factories import (
    agreed,
    electorate,
    handed_in,
    named_round,
    plan,
    pledge_made,
    rag_tool,
    response_of,
    round_made,
)
from tests.support.cast import Cast

READERS = tuple(person for person in EVERYBODY_OF_A if person != "administrator")
ANSWERERS = ("manager", "lead", "contributor")
OTHERS = tuple(person for person in READERS if person not in (*ANSWERERS, "other_lead"))


def imported(cast: Cast) -> dict[str, Any]:
    return {"held": round_made(cast.a).pk}


def held(cast: Cast) -> dict[str, Any]:
    return {"held": named_round(cast).pk}


def closed(cast: Cast) -> dict[str, Any]:
    row = named_round(cast)
    Round.objects.filter(pk=row.pk).update(status="closed")
    return {"held": row.pk}


def over_time(cast: Cast) -> dict[str, Any]:
    return {"tool": named_round(cast).tool.slug}


def box(cast: Cast) -> dict[str, Any]:
    agencies = [cast.agency, cast.other_agency, *(agency for agency, _ in electorate(cast, 4))]
    row = round_open(by=cast.manager, tool=rag_tool(cast.a), plan=plan(mode="anonymous", agencies=agencies))
    return {"held": row.pk}


def survey(cast: Cast) -> dict[str, Any]:
    return {"held": named_round(cast).pk, "agency": cast.agency.slug}


def draft(cast: Cast) -> dict[str, Any]:
    return {"response": response_of(named_round(cast), cast.agency).pk}


def page(cast: Cast) -> dict[str, Any]:
    return {**draft(cast), "page": "standard-1-1"}


def group(cast: Cast) -> dict[str, Any]:
    row = round_open(by=cast.manager, tool=rag_tool(cast.a), plan=plan(mode="facilitated", groups=["Front line"]))
    return {"response": Response.objects.get(round=row).pk}


def submitted(cast: Cast) -> dict[str, Any]:
    return {"response": handed_in(cast.lead, response_of(named_round(cast), cast.agency)).pk}


def second(cast: Cast) -> dict[str, Any]:
    return {**submitted(cast), "page": "standard-1-1"}


def settled(cast: Cast) -> dict[str, Any]:
    return {"response": agreed(cast, response_of(named_round(cast), cast.agency), cast.lead).pk}


def tool(cast: Cast) -> dict[str, Any]:
    return {"tool": rag_tool(cast.a).pk}


def draft_tool(cast: Cast) -> dict[str, Any]:
    return {"tool": rag_tool(cast.a, live=False).pk}


def part(cast: Cast) -> dict[str, Any]:
    return {**draft_tool(cast), "part": 1}


def statement(cast: Cast) -> dict[str, Any]:
    made = rag_tool(cast.a, live=False)
    return {"tool": made.pk, "statement": made.parts.get().statements.first().pk}  # type: ignore[union-attr]


def file(cast: Cast) -> dict[str, Any]:
    upload = SimpleUploadedFile("policy.pdf", b"%PDF-1.4 policy")
    return {"file": evidence_add(by=cast.lead, agency=cast.agency, title="Policy", upload=upload).pk}


def agency(cast: Cast) -> dict[str, Any]:
    return {"agency": cast.agency.slug}


def site(cast: Cast) -> dict[str, Any]:
    return {"site": site_add(by=cast.manager, agency=cast.agency, name="Mill School").pk}


def in_force(cast: Cast) -> dict[str, Any]:
    response = handed_in(cast.lead, response_of(named_round(cast), cast.agency))
    return {"pledge": pledge_made(cast.lead, response, signed=timezone.localdate()).pk}


MANAGER = ("manager",)
LEAD = ("manager", "lead")

ROWS = (
    Row(name="assessment_list", allowed=READERS),
    Row(name="assessment_detail", allowed=READERS, arrange=imported),
    Row(name="assessment_heat", allowed=READERS, arrange=held),
    Row(name="assessment_difference", allowed=READERS, arrange=held),
    Row(name="assessment_export", allowed=READERS, arrange=held),
    Row(name="assessment_over_time", allowed=READERS, arrange=over_time),
    Row(name="assessment_round_open", allowed=MANAGER),
    Row(name="assessment_earlier", allowed=MANAGER),
    Row(name="assessment_printed", allowed=MANAGER, arrange=imported),
    Row(name="assessment_progress", allowed=MANAGER, arrange=held),
    Row(name="assessment_ask", allowed=MANAGER, arrange=held),
    Row(name="assessment_extend", allowed=MANAGER, arrange=held),
    Row(name="assessment_close", allowed=MANAGER, arrange=held),
    Row(name="assessment_reopen", allowed=MANAGER, arrange=closed),
    Row(name="assessment_remarks", allowed=MANAGER, arrange=box),
    Row(name="assessment_moderation", allowed=("manager", "chair"), arrange=held),
    Row(name="assessment_survey", allowed=MANAGER, arrange=survey),
    # A manager may see that the box is there, and has no slip to answer with.
    Row(name="assessment_ballot", allowed=("lead", "other_lead"), hidden=MANAGER, arrange=box),
    Row(
        name="assessment_response",
        allowed=ANSWERERS,
        hidden=("other_lead", "chair", "signatory", "reader"),
        arrange=draft,
    ),
    Row(
        name="assessment_answer",
        allowed=ANSWERERS,
        hidden=("other_lead",),
        arrange=page,
    ),
    Row(name="assessment_hand_in", allowed=LEAD, code=302, method="POST", hidden=("other_lead",), arrange=draft),
    Row(name="assessment_take_over", allowed=ANSWERERS, code=302, method="POST", hidden=("other_lead",), arrange=draft),
    Row(name="assessment_share", allowed=LEAD, code=302, method="POST", hidden=("other_lead",), arrange=draft),
    Row(name="assessment_present", allowed=MANAGER, hidden=("lead", "contributor", "other_lead"), arrange=group),
    Row(name="assessment_send_back", allowed=MANAGER, arrange=submitted),
    Row(name="assessment_response_reopen", allowed=MANAGER, arrange=settled),
    Row(name="assessment_moderated", allowed=MANAGER, code=302, method="POST", arrange=submitted),
    Row(name="assessment_agree", allowed=MANAGER, code=302, method="POST", arrange=submitted),
    Row(name="assessment_second", allowed=MANAGER, arrange=second),
    Row(name="assessment_tools", allowed=READERS),
    Row(name="assessment_tool_adopt", allowed=MANAGER, code=302, method="POST", data={"key": "mash"}),
    Row(name="assessment_tool_new", allowed=MANAGER),
    Row(name="assessment_tool", allowed=READERS, arrange=tool),
    Row(name="assessment_tool_draft", allowed=MANAGER, code=302, method="POST", arrange=tool),
    Row(name="assessment_tool_publish", allowed=MANAGER, code=302, method="POST", arrange=draft_tool),
    Row(name="assessment_tool_discard", allowed=MANAGER, code=302, method="POST", arrange=draft_tool),
    Row(name="assessment_tool_edit", allowed=MANAGER, arrange=draft_tool),
    Row(name="assessment_part_new", allowed=MANAGER, arrange=draft_tool),
    Row(name="assessment_statement_new", allowed=MANAGER, arrange=part),
    Row(name="assessment_statement_edit", allowed=MANAGER, arrange=statement),
    Row(name="assessment_statement_remove", allowed=MANAGER, code=302, method="POST", arrange=statement),
    Row(name="assessment_statement_move", allowed=MANAGER, code=302, method="POST", arrange=statement),
    Row(name="assessment_evidence", allowed=(*ANSWERERS, "other_lead")),
    Row(name="assessment_evidence_new", allowed=ANSWERERS, arrange=agency),
    Row(
        name="assessment_evidence_get",
        allowed=(*ANSWERERS, "chair"),
        hidden=("other_lead", "signatory", "reader"),
        arrange=file,
    ),
    Row(name="assessment_evidence_expiry", allowed=ANSWERERS, arrange=file),
    Row(name="assessment_sites", allowed=MANAGER),
    Row(name="assessment_site_close", allowed=MANAGER, code=302, method="POST", arrange=site),
    Row(name="assessment_pledges", allowed=READERS),
    Row(name="assessment_pledge_begin", allowed=ANSWERERS, code=302, method="POST", arrange=agency),
    Row(name="assessment_pledge", allowed=READERS, arrange=in_force),
    Row(name="assessment_pledge_edit", allowed=ANSWERERS, arrange=in_force),
    Row(name="assessment_pledge_sign", allowed=LEAD, arrange=in_force),
    Row(name="assessment_pledge_changed", allowed=ANSWERERS, arrange=in_force),
)
