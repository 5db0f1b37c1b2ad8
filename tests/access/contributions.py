"""Rows for contributions: agencies see and write their own, the board manager everything."""

from typing import Any

from partnerships.contributions.services import (
    comment_add,
    contribution_approve,
    contribution_withdraw,
    heading_add,
    template_draft,
)
from tests.access.table import Row
from tests.contributions.factories import answered, attachment_made, contribution_made, round_made, submitted_made
from tests.support.cast import Cast

READERS = ("manager", "lead", "contributor", "chair", "signatory")
WRITERS = ("manager", "lead", "contributor")
OTHERS = ("other_lead",)


def draft(cast: Cast) -> dict[str, Any]:
    return {"contribution": contribution_made(cast.a, cast.agency).pk}


def answer(cast: Cast) -> dict[str, Any]:
    made = contribution_made(cast.a, cast.agency)
    return {"contribution": made.pk, "answer": made.answers.first().pk}


def complete(cast: Cast) -> dict[str, Any]:
    return {"contribution": answered(contribution_made(cast.a, cast.agency), cast.lead).pk}


def submitted(cast: Cast) -> dict[str, Any]:
    return {"contribution": submitted_made(cast.a, cast.agency, cast.lead).pk}


def approved(cast: Cast) -> dict[str, Any]:
    made = contribution_approve(by=cast.manager, contribution=submitted_made(cast.a, cast.agency, cast.lead))
    return {"contribution": made.pk}


def asked(cast: Cast) -> dict[str, Any]:
    return {"asked": round_made(cast.a, cast.agency).pk}


def commented(cast: Cast) -> dict[str, Any]:
    made = contribution_made(cast.a, cast.agency)
    return {"contribution": made.pk, "comment": comment_add(by=cast.manager, contribution=made, text="More.").pk}


def own_heading(cast: Cast) -> dict[str, Any]:
    made = contribution_made(cast.a, cast.agency, own_headings=True)
    return {"contribution": made.pk, "answer": heading_add(by=cast.lead, contribution=made, heading="Audit").pk}


def attached(cast: Cast) -> dict[str, Any]:
    made = contribution_made(cast.a, cast.agency)
    return {"contribution": made.pk, "attachment": attachment_made(made, cast.lead).pk}


def withdrawn(cast: Cast) -> dict[str, Any]:
    made = contribution_made(cast.a, cast.agency)
    return {"contribution": contribution_withdraw(by=cast.manager, contribution=made, reason="It left.").pk}


def live_template(cast: Cast) -> dict[str, Any]:
    return {"template": round_made(cast.a).template_id}


def draft_template(cast: Cast) -> dict[str, Any]:
    return {"template": template_draft(by=cast.manager, template=round_made(cast.a).template).pk}


OVERSEERS = ("manager", "chair", "signatory")
ROWS = (
    Row(name="contribution_round_edit", allowed=("manager",), arrange=asked),
    Row(name="contribution_templates", allowed=("manager",)),
    Row(name="contribution_template", allowed=("manager",), arrange=live_template),
    Row(name="contribution_template_edit", allowed=("manager",), arrange=draft_template),
    Row(name="contribution_template_draft", allowed=("manager",), code=302, method="POST", arrange=live_template),
    Row(name="contribution_template_put_live", allowed=("manager",), code=302, method="POST", arrange=draft_template),
    Row(name="contribution_extend", allowed=("manager",), arrange=draft),
    Row(
        name="contribution_withdraw",
        allowed=("manager",),
        code=302,
        method="POST",
        arrange=draft,
        data={"reason": "It left."},
    ),
    Row(name="contribution_ask_again", allowed=("manager",), code=302, method="POST", arrange=withdrawn),
    Row(
        name="contribution_comment",
        allowed=READERS,
        code=302,
        method="POST",
        arrange=draft,
        data={"text": "Say more."},
        hidden=OTHERS,
    ),
    Row(name="contribution_comment_settle", allowed=READERS, arrange=commented, hidden=OTHERS),
    Row(name="contribution_prefill", allowed=WRITERS, code=302, method="POST", arrange=draft, hidden=OTHERS),
    Row(
        name="contribution_heading_add",
        allowed=WRITERS,
        code=422,
        method="POST",
        arrange=draft,
        hidden=OTHERS,
    ),
    Row(
        name="contribution_heading_remove", allowed=WRITERS, code=302, method="POST", arrange=own_heading, hidden=OTHERS
    ),
    Row(name="contribution_attach", allowed=WRITERS, arrange=draft, hidden=OTHERS),
    Row(name="contribution_file", allowed=READERS, arrange=attached, hidden=OTHERS),
    Row(name="contribution_file_remove", allowed=WRITERS, code=302, method="POST", arrange=attached, hidden=OTHERS),
    Row(name="contribution_list", allowed=(*READERS, "other_lead")),
    Row(name="contribution_round_add", allowed=("manager",)),
    Row(name="contribution_template_add", allowed=("manager",)),
    Row(name="contribution_ask", allowed=("manager",), arrange=asked),
    Row(name="contribution_detail", allowed=READERS, arrange=draft, hidden=OTHERS),
    Row(name="contribution_period", allowed=WRITERS, arrange=draft, hidden=OTHERS),
    Row(name="answer_edit", allowed=WRITERS, arrange=answer, hidden=OTHERS),
    Row(name="answer_history", allowed=READERS, arrange=answer, hidden=OTHERS),
    Row(
        name="contribution_submit",
        allowed=("lead", "manager"),
        code=302,
        method="POST",
        arrange=complete,
        hidden=OTHERS,
    ),
    Row(name="contribution_approve", allowed=("manager",), code=302, method="POST", arrange=submitted),
    Row(
        name="contribution_send_back",
        allowed=("manager",),
        code=302,
        method="POST",
        arrange=submitted,
        data={"comment": "Say more."},
    ),
    Row(
        name="contribution_reopen",
        allowed=("manager",),
        code=302,
        method="POST",
        arrange=approved,
        data={"comment": "A figure was wrong."},
    ),
)
