"""A written board spoiled in one place, and what the loader says of it: for the tests of the data files."""

from pathlib import Path

from ranking.errors import DataError
from ranking.facts.load import load

COLUMNS = "id,pillar,kind,indicators,worst,best,scale,unit,label_fr,label_en,help_fr,help_en,levels_fr,levels_en,codes"
CRITERION, LOCAL, EQUAL = "criteria.csv", "providers/local.toml", "profiles/equal.toml"
SOVEREIGN, OFFICIAL = "profiles/sovereign.toml", "profiles/official.toml"
GATES, EVENTS, DECISIONS = "musthaves.toml", "timeline.toml", "decisions.toml"
INDICATORS = (
    "jurisdiction, key_control, hds, certs, gpu, regions, vm_price, egress, svc_db, svc_spark, on_sale, "
    "hq_country, staff"
)
LISTED = INDICATORS.replace("on_sale, ", "")
OPEN = ', or "unknown" where the matter is open again'
NOTES = "note_fr and note_en, one sentence each"
BOTH_ENDS = "both ends, low <= value <= high"
A_DATE = "a date such as 2020-07-06, without quotes"
AT = f"{LOCAL}:9 [[jurisdiction]]"
ID = "id is lower-case letters, digits and _"
STEM = "lower-case letters, digits and _, beginning with a letter"
TYPED_AFTER = " (a plain key typed after a [[block]] falls into that block)"
FACT_KEYS = "checked, confidence, high, low, note_en, note_fr, source_date, source_title, source_url, "
FACT_KEYS += "valid_from, valid_to, value"
JURISDICTION = "jurisdiction,sovereignty,level,,0,4,,"
REGIONS = "regions,readiness,number,,0,3,linear,"


def spoil(root: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file; the file must hold it."""
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def refusal(root: Path) -> list[str]:
    """The lines with which the folder is refused; [] where it is accepted."""
    try:
        load(root)
    except DataError as error:
        return str(error).splitlines()
    return []
