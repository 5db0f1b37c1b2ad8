"""Addresses of contributions, below /p/<partnership>/contributions/."""

from django.urls import URLPattern, URLResolver, path

from partnerships.contributions.views import answers, contributions, reviewing, rounds, templates

_ONE = "<int:contribution>/"
_ANSWER = f"{_ONE}answers/<int:answer>/"
_FILE = f"{_ONE}files/<int:attachment>/"
_ROUND = "rounds/<int:asked>/"
_TEMPLATE = "templates/<int:template>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", contributions.ContributionList.as_view(), name="contribution_list"),
    path("rounds/new/", rounds.RoundAdd.as_view(), name="contribution_round_add"),
    path(f"{_ROUND}change/", rounds.RoundEdit.as_view(), name="contribution_round_edit"),
    path(f"{_ROUND}ask/", rounds.ContributionAsk.as_view(), name="contribution_ask"),
    path("templates/", templates.TemplateList.as_view(), name="contribution_templates"),
    path("templates/new/", templates.TemplateAdd.as_view(), name="contribution_template_add"),
    path(_TEMPLATE, templates.TemplateDetail.as_view(), name="contribution_template"),
    path(f"{_TEMPLATE}change/", templates.TemplateEdit.as_view(), name="contribution_template_edit"),
    path(f"{_TEMPLATE}draft/", templates.TemplateDraft.as_view(), name="contribution_template_draft"),
    path(f"{_TEMPLATE}put-live/", templates.TemplatePutLive.as_view(), name="contribution_template_put_live"),
    path(_ONE, contributions.ContributionDetail.as_view(), name="contribution_detail"),
    path(f"{_ONE}period/", contributions.ContributionPeriod.as_view(), name="contribution_period"),
    path(f"{_ONE}more-time/", contributions.ContributionExtend.as_view(), name="contribution_extend"),
    path(f"{_ONE}submit/", contributions.ContributionSubmit.as_view(), name="contribution_submit"),
    path(f"{_ONE}withdraw/", contributions.ContributionWithdraw.as_view(), name="contribution_withdraw"),
    path(f"{_ONE}ask-again/", contributions.ContributionAskAgain.as_view(), name="contribution_ask_again"),
    path(f"{_ONE}approve/", reviewing.ContributionApprove.as_view(), name="contribution_approve"),
    path(f"{_ONE}send-back/", reviewing.ContributionSendBack.as_view(), name="contribution_send_back"),
    path(f"{_ONE}reopen/", reviewing.ContributionReopen.as_view(), name="contribution_reopen"),
    path(f"{_ONE}comments/", reviewing.CommentAdd.as_view(), name="contribution_comment"),
    path(f"{_ONE}comments/<int:comment>/", reviewing.CommentSettle.as_view(), name="contribution_comment_settle"),
    path(f"{_ONE}last-year/", answers.Prefill.as_view(), name="contribution_prefill"),
    path(f"{_ONE}headings/", answers.HeadingAdd.as_view(), name="contribution_heading_add"),
    path(f"{_ONE}files/", answers.AttachmentAdd.as_view(), name="contribution_attach"),
    path(_FILE, answers.AttachmentFile.as_view(), name="contribution_file"),
    path(f"{_FILE}remove/", answers.AttachmentRemove.as_view(), name="contribution_file_remove"),
    path(_ANSWER, answers.AnswerEdit.as_view(), name="answer_edit"),
    path(f"{_ANSWER}history/", answers.AnswerHistory.as_view(), name="answer_history"),
    path(f"{_ANSWER}remove/", answers.HeadingRemove.as_view(), name="contribution_heading_remove"),
]
