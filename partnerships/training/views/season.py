"""The season: what was delivered in a year, what the checks mind, as a page and as a file."""

import csv

from django.http import HttpRequest, HttpResponse

from partnerships.training.export import season_lines
from partnerships.training.models import Level
from partnerships.training.rules import findings
from partnerships.training.season import course_rows
from partnerships.training.selectors import places_of, season_of
from partnerships.training.tables import people_table, tiles_of
from partnerships.training.views.pages import TrainingPage
from safeguarding.lib.spreadsheets import safe_cell


class SeasonPage(TrainingPage):
    """Courses against quarters, people by sector and area, and what does not add up."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the newest year, or the one asked for."""
        period, periods = self.chosen_period()
        season = season_of(self.partnership, period)
        return self.page(
            "training/season.html",
            periods=periods,
            shown=period,
            tiles=tiles_of(season),
            courses=course_rows(season),
            people=people_table(season, places_of(self.partnership)),
            findings=findings(season),
            levels=dict(Level.choices),
            planned=len(season.sessions) - len(season.held),
            manages=self.manages,
        )


class SeasonExport(TrainingPage):
    """Every row of a season as a CSV file that is safe to open in a spreadsheet program."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        period, _ = self.chosen_period()
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        name = f"training-{self.partnership.slug}-{period.token}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        writer = csv.writer(response)
        for line in season_lines(season_of(self.partnership, period)):
            writer.writerow([safe_cell(cell) for cell in line])
        return response
