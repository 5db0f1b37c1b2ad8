"""Rows for evidence: agencies keep and see their own boxes, who oversees the partnership reads all."""

from typing import Any

from partnerships.evidence.services import box_withdraw
from tests.access.table import Row
from tests.evidence.factories import box_made, place_made, text_made, theme_made
from tests.support.cast import Cast

READERS = ("manager", "lead", "contributor", "chair")
WRITERS = ("manager", "lead", "contributor")
OTHERS = ("other_lead",)


def kept(cast: Cast) -> dict[str, Any]:
    return {"box": box_made(cast.a, agency=cast.agency).slug}


def withdrawn(cast: Cast) -> dict[str, Any]:
    box = box_made(cast.a, agency=cast.agency)
    return {"box": box_withdraw(by=cast.lead, box=box, reason="Counted twice").slug}


def tag(cast: Cast) -> dict[str, Any]:
    return {"tag": theme_made(cast.a).pk}


def text(cast: Cast) -> dict[str, Any]:
    return {"text": text_made(cast.a).slug}


def wording(cast: Cast) -> dict[str, Any]:
    return {"text": text_made(cast.a).slug, "place": place_made(cast.a).code}


ROWS = (
    Row(name="evidence_list", allowed=(*READERS, "other_lead")),
    Row(name="evidence_kinds", allowed=(*WRITERS, "other_lead")),
    Row(name="evidence_add", allowed=(*WRITERS, "other_lead"), arrange=lambda cast: {"kind": "voice"}),
    Row(name="evidence_box", allowed=READERS, arrange=kept, hidden=OTHERS),
    Row(name="evidence_edit", allowed=WRITERS, arrange=kept, hidden=OTHERS),
    Row(
        name="evidence_withdraw",
        allowed=WRITERS,
        code=302,
        method="POST",
        arrange=kept,
        data={"reason": "Counted twice"},
        hidden=OTHERS,
    ),
    Row(name="evidence_restore", allowed=WRITERS, code=302, method="POST", arrange=withdrawn, hidden=OTHERS),
    Row(name="evidence_tags", allowed=("manager",)),
    Row(name="evidence_tag", allowed=("manager",), arrange=tag),
    Row(name="evidence_shared_texts", allowed=("manager",)),
    Row(name="evidence_shared_text_add", allowed=("manager",)),
    Row(name="evidence_shared_text", allowed=("manager",), arrange=text),
    Row(name="evidence_wording", allowed=("manager",), arrange=wording),
    Row(name="evidence_wording_end", allowed=("manager",), code=302, method="POST", arrange=wording),
)
