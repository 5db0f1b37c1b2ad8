"""The API of returns: the same selectors and services as the pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.directory.authz.api import PartnershipAPIView
from partnerships.directory.authz.permissions import Permission
from partnerships.returns.api.serializers import (
    CollectionOutput,
    ConflictOutput,
    ObservationInput,
    ReturnOutput,
    SavedOutput,
)
from partnerships.returns.entries import Entry
from partnerships.returns.models import ObservationVersion, Return
from partnerships.returns.selectors.board import collections_of
from partnerships.returns.selectors.grid import grid
from partnerships.returns.selectors.lookups import return_named
from partnerships.returns.services import OvertakenFigure, Saved, Source, cell_save, problems_of
from safeguarding.lib.workflow import NotAllowed, first_words


class ReturnAPIView(PartnershipAPIView):
    """What the views of one return share."""

    permission = Permission.RETURN_VIEW_OWN

    def own_return(self, pk: int) -> Return:
        """Return a return this person holds the view's permission for, or 404 or 403."""
        of_return = return_named(self.access.partnership, pk)
        if of_return is None:
            raise Http404
        self.access.demand(self.permission, of_return.agency)
        return of_return


class CollectionsAPI(PartnershipAPIView):
    """Collections of a partnership."""

    permission = Permission.FIGURES_VIEW

    @extend_schema(responses=CollectionOutput(many=True))
    def get(self, request: Request, partnership: str) -> Response:
        """List collections, the latest period first."""
        rows = collections_of(self.access.partnership)
        return Response(CollectionOutput(rows, many=True).data)


class ReturnAPI(ReturnAPIView):
    """One return."""

    permission = Permission.RETURN_VIEW_OWN

    @extend_schema(responses=ReturnOutput)
    def get(self, request: Request, partnership: str, of_return: int) -> Response:
        """Give a return with every figure, its status and its version."""
        return Response(ReturnOutput(grid(self.own_return(of_return))).data)


class ObservationAPI(ReturnAPIView):
    """One figure."""

    permission = Permission.RETURN_EDIT_OWN

    @extend_schema(request=ObservationInput, responses={200: SavedOutput, 409: ConflictOutput})
    def put(self, request: Request, partnership: str, of_return: int, name: str) -> Response:
        """Save a figure if it is still at the version given. 409 with what is kept when it is not, 423 when locked."""
        given = ObservationInput(data=request.data)
        given.is_valid(raise_exception=True)
        row = self.own_return(of_return)
        said: dict[str, Any] = dict(given.validated_data)
        try:
            saved = cell_save(
                by=self.access.user,
                of_return=row,
                name=name,
                raw=said,
                expected=said.pop("version"),
                source=Source(ObservationVersion.Origin.API),
                beyond_closing=self.access.may(Permission.RETURN_EDIT_ALL),
            )
        except OvertakenFigure as conflict:
            return Response(_told(conflict), status=409)
        except NotAllowed as error:
            return Response({"message": first_words(error)}, status=423)
        except ValidationError as error:
            raise ParseError(problems_of(error)) from error
        return Response(SavedOutput(_kept(saved)).data)


def _kept(saved: Saved) -> dict[str, Any]:
    figure = Entry.of(saved.version).shown(saved.version.definition) if saved.version else ""
    return {"version": saved.observation.version, "figure": figure, "changed": saved.changed}


def _told(conflict: OvertakenFigure) -> dict[str, Any]:
    figure = Entry.of(conflict.saved).shown(conflict.saved.definition) if conflict.saved else ""
    return {"message": first_words(conflict), "version": conflict.lock, "figure": figure}
