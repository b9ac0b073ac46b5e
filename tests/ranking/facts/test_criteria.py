"""A fault in criteria.csv is named with its line, what is wrong and what is allowed."""

import pytest

from tests.ranking.facts.spoiling import COLUMNS, CRITERION, JURISDICTION, REGIONS, STEM, refusal, spoil

CRITERIA_FAULTS = [
    (
        "other columns",
        "id,pillar",
        "name,pillar",
        f"criteria.csv:1: other columns: missing id; unknown name; {COLUMNS}",
    ),
    (
        "a cell too many",
        "staff,,",
        "staff,,,",
        "criteria.csv:19 [[staff]]: 16 cells; 15 cells, texts with a comma in double quotes",
    ),
    ("an id with a capital", "staff,", "Staff,", f"criteria.csv:19 [[Staff]]: id 'Staff'; {STEM}"),
    (
        "an id twice",
        "staff,",
        "hq_country,",
        "criteria.csv:19 [[hq_country]]: id 'hq_country' stands twice; each id once",
    ),
    (
        "an unknown kind",
        JURISDICTION,
        JURISDICTION.replace("level", "grade"),
        "criteria.csv:6 [[jurisdiction]]: kind = 'grade'; kind is one of pillar, level, number, share, set, info",
    ),
    (
        "an unknown pillar",
        JURISDICTION,
        JURISDICTION.replace("sovereignty", "law"),
        "criteria.csv:6 [[jurisdiction]]: pillar = 'law'; pillar is one of , sovereignty, certification, readiness, "
        "cost_exit",
    ),
    (
        "a scored row without pillar",
        JURISDICTION,
        JURISDICTION.replace("sovereignty", ""),
        "criteria.csv:6 [[jurisdiction]]: kind level with pillar ''; info rows have no pillar, all others have one",
    ),
    (
        "an info row with a pillar",
        "staff,,info",
        "staff,readiness,info",
        "criteria.csv:19 [[staff]]: kind info with pillar 'readiness'; info rows have no pillar, all others have one",
    ),
    (
        "an unknown scale",
        REGIONS,
        REGIONS.replace("linear", "cubic"),
        "criteria.csv:12 [[regions]]: scale = 'cubic'; scale is one of linear, log",
    ),
    (
        "an anchor in words",
        JURISDICTION,
        JURISDICTION.replace("0,4", "none,4"),
        "criteria.csv:6 [[jurisdiction]]: worst = 'none'; worst is a number",
    ),
    (
        "an anchor that is not finite",
        REGIONS,
        REGIONS.replace("0,3", "0,inf"),
        "criteria.csv:12 [[regions]]: best = 'inf'; best is a number",
    ),
    (
        "an anchor that is not a number",
        JURISDICTION,
        JURISDICTION.replace("0,4", "0,nan"),
        "criteria.csv:6 [[jurisdiction]]: best = 'nan'; best is a number",
    ),
    (
        "an anchor on an info row",
        "staff,,info,,,",
        "staff,,info,,1,",
        "criteria.csv:19 [[staff]]: worst = '1' on an info row; info rows have no anchors",
    ),
    (
        "equal anchors",
        REGIONS,
        REGIONS.replace("0,3", "3,3"),
        "criteria.csv:12 [[regions]]: worst equals best; two different anchors",
    ),
    (
        "anchors a hair apart",
        "200,20,log",
        "100000000000000.02,100000000000000,log",
        "criteria.csv:13 [[vm_price]]: worst and best are too near each other; "
        "two anchors that differ by a billionth at least",
    ),
    (
        "a log scale down to zero",
        "200,20,log",
        "200,0,log",
        "criteria.csv:13 [[vm_price]]: a log scale with an anchor that is not positive; anchors above 0",
    ),
    (
        "a level without name",
        "4 = level 4 (fr)",
        "5 = level 5 (fr)",
        "criteria.csv:6 [[jurisdiction]]: levels_fr and levels_en name different levels; the same levels in both "
        "languages",
    ),
    (
        "anchors beyond the named levels",
        JURISDICTION,
        JURISDICTION.replace("0,4", "0,5"),
        "criteria.csv:6 [[jurisdiction]]: the named levels are not those from worst to best; "
        "one name for each of 0 to 5",
    ),
    (
        "anchors beyond all memory",
        JURISDICTION,
        JURISDICTION.replace("0,4", "0,900000000000"),
        "criteria.csv:6 [[jurisdiction]]: the named levels are not those from worst to best; one name for each of 0 "
        "to 9e+11",
    ),
    (
        "levels that are not `number = name`",
        "0 = level 0 (fr); 1",
        "0: level 0 (fr); 1",
        "criteria.csv:6 [[jurisdiction]]: levels_fr = '0: level 0 (fr); 1 = level 1 (fr); 2 = level 2 (fr); "
        "3 = level 3 (fr); 4 = level 4 (fr)'; names such as 0 = none; 1 = some",
    ),
    (
        "a set whose best is not its size",
        "certs,certification,set,,0,2",
        "certs,certification,set,,0,3",
        "criteria.csv:9 [[certs]]: 2 codes for best = 3; best is the number of codes",
    ),
    (
        "a code without level",
        "none = 0; P100 = 1",
        "none = 0; P100",
        "criteria.csv:11 [[gpu]]: code 'P100'; text = level on a level row, a bare text on a set row, "
        "nothing elsewhere",
    ),
    (
        "a share of what is not a flag",
        "svc_db svc_spark",
        "svc_db staff",
        "criteria.csv:10 [[data_services]]: indicator 'staff'; info rows of scale flag that stand in this file",
    ),
    (
        "a share of nothing",
        "svc_db svc_spark",
        "",
        "criteria.csv:10 [[data_services]]: indicator 'data_services'; info rows of scale flag that stand in this file",
    ),
    (
        "indicators where there is no share",
        JURISDICTION,
        JURISDICTION.replace("level,,", "level,hds,"),
        "criteria.csv:6 [[jurisdiction]]: indicators on a row of kind level; indicators only on a share",
    ),
    (
        "a flag without names",
        "0 = level 0 (fr); 1 = level 1 (fr),0 = level 0 (en); 1 = level 1 (en),\nsvc_spark",
        ",,\nsvc_spark",
        "criteria.csv:15 [[svc_db]]: a flag without names for 0 and 1; 0 = no; 1 = yes",
    ),
    (
        "a label in one language",
        "staff (fr),staff (en)",
        "staff (fr),",
        "criteria.csv:19 [[staff]]: label_en = ''; label_en is a text that is not empty",
    ),
    (
        "an unknown pole",
        "certification,,pillar,,,,",
        "certification,,pillar,,,,haste",
        "criteria.csv:3 [[certification]]: scale = 'haste'; scale is one of , sovereignty, urgency",
    ),
    (
        "no pillar at a pole",
        "readiness,,pillar,,,,urgency",
        "readiness,,pillar,,,,",
        "criteria.csv:2 [[sovereignty]]: no pillar at the pole sovereignty or urgency; "
        "one pillar row with each pole in its column scale",
    ),
]


@pytest.mark.parametrize("old, new, line", [c[1:] for c in CRITERIA_FAULTS], ids=[c[0] for c in CRITERIA_FAULTS])
def test_a_fault_in_criteria_csv_is_named(board, old, new, line):
    spoil(board, CRITERION, old, new)
    assert [found for found in refusal(board) if found.startswith(CRITERION)] == [line]
