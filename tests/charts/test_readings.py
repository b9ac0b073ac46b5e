"""The sentence under a picture speaks of the marks that the picture has."""

from datetime import date

import pytest

from address.page_entries import PageEntries
from charts.parts.look import Look
from exports.pictures.catalogue import balance, plane
from ranking.weighing.scenario import Scenario
from words.language import language

SAY = language("en")
CASE, NOW = date(2020, 7, 6), date(2026, 11, 1)


@pytest.mark.parametrize("require", [(), ("hds",), ("secnumcloud_qualified",)])
@pytest.mark.parametrize("day", [CASE, NOW])
def test_a_reading_names_only_the_marks_that_are_drawn(evidence, day, require):
    scenario, look = Scenario(day, require=require), Look()
    lines = balance(SAY, evidence, scenario, PageEntries())
    drawn = lines.draw(look)
    colours = [trace.get("line", {}).get("color") for trace in drawn["data"]]
    assert ("Dotted grey" in lines.reading) == (look.excluded in colours)
    assert ("Notched" in lines.reading) == any(s.get("opacity") == 0.75 for s in drawn["layout"]["shapes"])
    marks = plane(SAY, evidence, scenario, PageEntries())
    *_, points = marks.draw(look)["data"]
    assert ("Hollow grey" in marks.reading) == (look.excluded in points["marker"]["color"])
