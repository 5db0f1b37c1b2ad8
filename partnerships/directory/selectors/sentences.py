"""The audit trail in sentences: "Council lead submitted the return Q3 2025/26"."""

import re
from collections import defaultdict
from datetime import date

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import AuditEvent

# What follows the actor's name. {label} is the object's; other names come from the state after the action.
WORDINGS = {
    "role_given": "gave {person} the role {role}{agency_words}",
    "role_ended": "ended the role {label} on {ends_on}",
    "invitation_sent": "invited {label} as {role}{agency_words}",
    "invitation_resent": "sent the invitation of {label} again",
    "invitation_withdrawn": "withdrew the invitation of {label}",
    "invitation_accepted": "accepted the invitation sent to {label}",
    "agency_added": "added the agency {label}",
    "agency_changed": "changed the agency {label}",
    "area_added": "added the area {label} below {parent}",
    "area_changed": "changed the area {before_name}",
    "person_renamed": "corrected the name of {before_name} to {name}",
    "email_change_asked": "asked to change their email address",
    "email_changed": "changed their email address",
    "organisation_added": "added the organisation {label}",
    "organisation_renamed": "renamed {before_name} to {name} from {on}",
    "organisation_succeeded": "recorded that {successor} took over from {label} on {on}",
    "partnership_changed": "changed the settings of the partnership",
    "audit_exported": "exported the audit trail",
    "account_opened": "opened their account",
    "signed_in": "signed in",
    "signed_out": "signed out",
    "sign_in_failed": "refused a sign-in as {label}",
    "second_step_failed": "refused a wrong code for {label}",
    "session_ended": "ended a {label}",
    "password_changed": "changed their password",
    "password_set": "set their first password",
    "password_reset": "chose a new password through a reset link",
    "password_reset_asked": "sent a reset link to {label}",
    "authenticator_app_added": "added an authenticator app",
    "authenticator_app_removed": "removed their authenticator app",
    "passkey_added": "added a passkey",
    "passkey_removed": "removed a passkey",
    "second_factors_removed": "took two-step verification from the account of {label}",
    "partnership_opened": "opened the partnership {label}",
    "recovery_codes_made": "made new recovery codes",
    "build_asked_for": "asked for {label}",
    "disclosure_policy_set": "set what counts as a small number: {label}",
    "disclosure_controlled": "had the public edition protected: {label}",
    "disclosure_decision_asked": "asked for a second person's approval: {label}",
    "disclosure_decision_approved": "approved: {label}",
    "disclosure_decision_refused": "refused: {label}",
    "disclosure_decision_withdrawn": "took back: {label}",
    "build_done": "was given {label}",
    "build_failed": "was told that {label} failed",
    "snapshot_taken": "took the snapshot {label}",
    "return_send_back": "sent back the return {label}",
    "return_fill_nil": "declared what was blank in the return {label} to be nil",
    "contribution_send_back": "sent back the contribution {label}",
    "action_moved": "moved {label} from “{before_status}” to “{status}”",
    "action_impact": "recorded what difference {label} made",
    "report.put_up_for_signing": "put {label} up for signing",
    "report.signature_given": "signed {label}",
    "signature.asked_for": "asked for the signature {label}",
    "signature.not_needed": "no longer asks for the signature {label}",
}

# How the filter lists an action whose sentence names somebody or something before it is complete.
LABELS = {
    "role_given": "gave a role",
    "role_ended": "ended a role",
    "invitation_sent": "invited somebody",
    "invitation_resent": "sent an invitation again",
    "invitation_withdrawn": "withdrew an invitation",
    "invitation_accepted": "accepted an invitation",
    "organisation_renamed": "renamed an organisation",
    "organisation_succeeded": "recorded who took over from an organisation",
    "sign_in_failed": "refused a sign-in",
    "second_step_failed": "refused a wrong code",
    "session_ended": "ended a session",
    "person_renamed": "corrected a person's name",
    "password_reset_asked": "sent a password reset link",
    "second_factors_removed": "took two-step verification from an account",
    "build_asked_for": "asked for a report to be built",
    "build_done": "was given a built report",
    "build_failed": "was told that a build failed",
    "disclosure_policy_set": "set what counts as a small number",
    "disclosure_controlled": "had a public edition protected",
    "disclosure_decision_asked": "asked for a second person's approval",
    "disclosure_decision_approved": "approved what a public edition prints",
    "disclosure_decision_refused": "refused what a public edition prints",
    "disclosure_decision_withdrawn": "took back a request for approval",
    "snapshot_taken": "took a snapshot of a report's figures",
    "return_fill_nil": "declared what was blank in a return to be nil",
    "action_moved": "moved an action",
    "action_impact": "recorded what difference an action made",
    "report.put_up_for_signing": "put a report up for signing",
    "report.signature_given": "signed a report",
    "signature.asked_for": "asked for a signature",
    "signature.not_needed": "no longer asks for a signature",
}

IRREGULAR = {
    "begin": "began", "build": "built", "built": "built", "give": "gave", "given": "gave", "keep": "kept",
    "made": "made", "make": "made", "plan": "planned", "put": "put", "read": "read", "resend": "resent",
    "resent": "resent", "send": "sent", "sent": "sent", "set": "set", "submit": "submitted", "take": "took",
    "withdraw": "withdrew", "withdrawn": "withdrew", "write": "wrote", "written": "wrote",
}  # fmt: skip


def sentence_of(event: AuditEvent) -> str:
    """Return who did what to what, without the time."""
    return f"{event.actor_name} {deed_of(event)}"


def deed_of(event: AuditEvent) -> str:
    """Return what was done, to follow the name of who did it."""
    wording = WORDINGS.get(event.action)
    if wording is None:
        return _plain_deed(event)
    words: dict[str, str] = defaultdict(str, {key: _readable(value) for key, value in event.after.items()})
    words |= {f"before_{key}": _readable(value) for key, value in event.before.items()}
    words["label"] = event.object_label or "somebody"
    words["role"] = Role(words["role"]).label if words["role"] in Role.values else words["role"]
    words["agency_words"] = f" for {words['agency']}" if words["agency"] else ""
    return wording.format_map(words)


def action_words(action: str) -> str:
    """Return an action as the filter lists it, in the words of its sentences: "Submitted the return"."""
    words = LABELS.get(action) or WORDINGS.get(action, "").partition("{")[0].strip(" :“") or _plain_action(action)
    return f"{words[:1].upper()}{words[1:]}"


def _plain_deed(event: AuditEvent) -> str:
    return f"{_plain_action(event.action)} {event.object_label}".strip()


def _plain_action(action: str) -> str:
    # Actions are <thing>_<verb>; a room need not come here to be readable.
    *thing, verb = [word for word in re.split(r"[._]", action) if word]
    noun = f"the {' '.join(thing)}" if thing else ""
    return f"{_past(verb)} {noun}".strip()


def _past(verb: str) -> str:
    if verb in IRREGULAR or verb.endswith("ed"):
        return IRREGULAR.get(verb, verb)
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _readable(value: object) -> str:
    text = "" if value is None else str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return f"{date.fromisoformat(text):%-d %B %Y}"
    return text
