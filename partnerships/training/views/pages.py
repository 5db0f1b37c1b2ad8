"""What the pages of training share."""

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.views import PartnershipView
from partnerships.training.selectors import periods_of
from safeguarding.lib.facts import Period


class TrainingPage(PartnershipView):
    """A page everybody who may see training may open."""

    permission = P.TRAINING_VIEW

    @property
    def manages(self) -> bool:
        """Return True for people who keep the register."""
        return self.access.may(P.TRAINING_MANAGE)

    def chosen_period(self) -> tuple[Period, list[Period]]:
        """Return the period asked for, else the newest, and all there are."""
        periods = periods_of(self.partnership)
        asked = self.request.GET.get("period")
        return next((period for period in periods if period.token == asked), periods[0]), periods


class ManagePage(TrainingPage):
    """A page of those who keep the register."""

    permission = P.TRAINING_MANAGE
