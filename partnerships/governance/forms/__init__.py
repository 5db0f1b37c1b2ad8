"""Shape and wording of what people enter about the partnership's own work."""

from partnerships.governance.forms.agenda import AgendaForm, RuleForm
from partnerships.governance.forms.finance import LineForm, StatementChangeForm, StatementForm
from partnerships.governance.forms.glossary import TermForm, UsualForm
from partnerships.governance.forms.groups import GroupForm
from partnerships.governance.forms.impact import ChainForm, LinkForm
from partnerships.governance.forms.meetings import AttendanceForm, MeetingChangeForm, MeetingForm, SeatEndForm, SeatForm
from partnerships.governance.forms.posts import PostForm, PostNoteForm
from partnerships.governance.forms.priorities import CarryForm, ObjectiveForm, PlanForm, PriorityForm, ProgressForm

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
    "ObjectiveForm",
    "PlanForm",
    "PostForm",
    "PostNoteForm",
    "PriorityForm",
    "ProgressForm",
    "RuleForm",
    "SeatEndForm",
    "SeatForm",
    "StatementChangeForm",
    "StatementForm",
    "TermForm",
    "UsualForm",
]
