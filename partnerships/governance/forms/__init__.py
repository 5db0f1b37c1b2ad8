"""Shape and wording of what people enter about the partnership's own work."""

from partnerships.governance.forms.agenda import AgendaForm, RuleForm
from partnerships.governance.forms.finance import LineForm, StatementChangeForm, StatementForm
from partnerships.governance.forms.glossary import TermChangeForm, TermForm, UsualForm
from partnerships.governance.forms.groups import GroupForm
from partnerships.governance.forms.impact import ChainForm, LinkForm
from partnerships.governance.forms.meetings import (
    AttendanceForm,
    MeetingChangeForm,
    MeetingForm,
    NotHeldForm,
    SeatChangeForm,
    SeatEndForm,
    SeatForm,
)
from partnerships.governance.forms.posts import PostForm, PostNoteForm
from partnerships.governance.forms.priorities import (
    CarryForm,
    ObjectiveForm,
    PlanForm,
    PriorityForm,
    ProgressForm,
    ProgressRemoveForm,
)

__all__ = [
    "AgendaForm",
    "AttendanceForm",
    "CarryForm",
    "ChainForm",
    "GroupForm",
    "LineForm",
    "LinkForm",
    "MeetingChangeForm",
    "MeetingForm",
    "NotHeldForm",
    "ObjectiveForm",
    "PlanForm",
    "PostForm",
    "PostNoteForm",
    "PriorityForm",
    "ProgressForm",
    "ProgressRemoveForm",
    "RuleForm",
    "SeatChangeForm",
    "SeatEndForm",
    "SeatForm",
    "StatementChangeForm",
    "StatementForm",
    "TermChangeForm",
    "TermForm",
    "UsualForm",
]
