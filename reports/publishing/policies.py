"""What may happen to a build and to an edition, in the state they are in. Who may ask is a question for authz."""

from partnerships.directory.models import User
from reports.publishing.models import Build, DisclosureDecision, Variant
from reports.studio.models import Report, Signature
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_WAITING, _RUNNING = Build.Status.WAITING.value, Build.Status.RUNNING.value
_ASKED = DisclosureDecision.Status.WAITING.value

BUILD_TRANSITIONS = TransitionTable(
    Transition("claim", (_WAITING,), _RUNNING),
    Transition("finish", (_RUNNING,), Build.Status.DONE.value),
    Transition("take_back", (_RUNNING,), _WAITING),
    Transition("fail", (_WAITING, _RUNNING), Build.Status.FAILED.value),
    Transition("cancel", (_WAITING, _RUNNING), Build.Status.CANCELLED.value),
)


def is_over(build: Build) -> bool:
    """Return True when nothing will happen to the build any more: its page stops asking."""
    return build.status not in Build.ACTIVE


def may_cancel(build: Build) -> bool:
    """Return True while there is something to stop."""
    return BUILD_TRANSITIONS.allows(build.status, "cancel")


def has_failed(build: Build) -> bool:
    """Return True when the build ended without files and can be tried again."""
    return build.status in (Build.Status.FAILED, Build.Status.CANCELLED)


def may_read(build: Build, variant: str, *, sees_drafts: bool) -> bool:
    """Return True when the files may go to a person: whoever sees no drafts gets public editions that are published,
    and never the partnership's.
    """
    if build.status != Build.Status.DONE:
        return False
    return sees_drafts or (variant == Variant.PUBLIC and hasattr(build, "edition"))


DECISION_TRANSITIONS = TransitionTable(
    Transition("approve", (_ASKED,), DisclosureDecision.Status.APPROVED.value),
    Transition("refuse", (_ASKED,), DisclosureDecision.Status.REFUSED.value),
    Transition(
        "withdraw", (_ASKED, DisclosureDecision.Status.APPROVED.value), DisclosureDecision.Status.WITHDRAWN.value
    ),
)


def check_second_person(decision: DisclosureDecision, user: User) -> None:
    """Raise NotAllowed for the person who asked: two pairs of eyes see what is printed against the rules."""
    if decision.asked_by_id == user.pk:
        raise NotAllowed("You asked for this. A second person has to decide.", code="second_person")


def may_decide(decision: DisclosureDecision, user: User) -> bool:
    """Return True while the decision waits and the person did not ask for it."""
    return DECISION_TRANSITIONS.allows(decision.status, "approve") and decision.asked_by_id != user.pk


def may_withdraw(decision: DisclosureDecision) -> bool:
    """Return True while there is something to take back."""
    return DECISION_TRANSITIONS.allows(decision.status, "withdraw")


def edition_ahead(report: Report) -> int:
    """Return the number a build made now would be published under; a published report keeps its number."""
    return report.editions.count() + (report.status != Report.Status.PUBLISHED)


def check_publish(build: Build) -> None:
    """Raise NotAllowed unless the build can become an edition: made, signed by everybody, not published before."""
    if build.status != Build.Status.DONE:
        raise NotAllowed("This build has no files. Publish a build that is done.", code="not_done")
    if build.draft:
        raise NotAllowed(
            "This build is a draft: it was made before every signature was there. Build the report again once it is "
            "signed, then publish that build.",
            code="draft",
        )
    if hasattr(build, "edition"):
        raise NotAllowed("This build is already published.", code="published")
    if build.makes != Build.Makes.BOTH:
        raise NotAllowed("This build made one edition only. Publish a build with both.", code="one_edition")
    if not (hasattr(build, "control") and build.control.passed):
        raise NotAllowed(
            "This build has no public edition: hidden figures could be worked out. See the page “Public edition”.",
            code="disclosure",
        )


def may_publish(build: Build) -> bool:
    """Return the answer of `check_publish`."""
    try:
        check_publish(build)
    except NotAllowed:
        return False
    return True


def check_signed_content(build: Build) -> None:
    """Raise NotAllowed unless the signatures of the report's present round are for what this build prints."""
    signatures = Signature.objects.filter(slot__report=build.report, round=build.report.round)
    signed = set(signatures.values_list("digest", flat=True))
    if build.snapshot is None or signed != {build.snapshot.content["digest"]}:
        raise NotAllowed(
            "The report was signed again after this build was made. Build it again and publish that build.",
            code="overtaken",
        )
