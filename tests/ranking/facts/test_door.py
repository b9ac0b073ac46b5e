"""Doors: what leads from a claim to its facts is read strictly and written in one form."""

import pytest

from ranking.facts.door import Door, door_of, parsed, written
from tests.places import EVIDENCE


@pytest.mark.parametrize(
    "text, door",
    [
        ("azure", Door("azure")),
        ("azure.certification", Door("azure", "certification")),
        ("azure.certification.hds", Door("azure", "certification", "hds")),
        ("azure.hds", Door("azure", "certification", "hds")),
        ("azure.svc_spark", Door("azure", "readiness", "svc_spark")),
        ("azure.pue", Door("azure", "", "pue")),
        ("azure.hds@2020-07-06", Door("azure", "certification", "hds", "2020-07-06")),
    ],
)
def test_every_form_is_read_and_written_back_whole(text, door):
    assert parsed(text, EVIDENCE) == door
    assert parsed(written(door), EVIDENCE) == door


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nobody",
        "azure.",
        "azure.speed",
        "azure.readiness.hds",
        "azure.certification.hds.x",
        "azure@",
        "azure@2020-7-6",
    ],
)
def test_what_leads_nowhere_is_refused(text):
    assert parsed(text, EVIDENCE) is None


def test_a_decision_names_its_own_ranking():
    decision = EVIDENCE.decisions[0].id
    assert parsed(f"azure.hds@{decision}", EVIDENCE).at == decision


def test_the_door_of_every_indicator_can_be_opened():
    for name in (*EVIDENCE.criteria, *EVIDENCE.indicators, *EVIDENCE.pillars):
        assert parsed(door_of(EVIDENCE, "azure", name), EVIDENCE) is not None
