"""`cost`: a workload's bill in every form, from an option or a link, and refused in one line."""

import csv
import io
import json
from datetime import date

import docx
import pytest

from ranking.decisions.record import seal
from ranking.decisions.record_file import json_bytes
from ranking.weighing.scenario import Scenario
from tests.examples_records import NOON, held
from tests.headless.test_headless_csf import ask  # noqa: F401  (fixture)
from tests.places import EVIDENCE

OWN = "machines:2x8x32,storage:5,egress:0.1,gpu:100,card:4,services:,months:24,growth:0"


def test_parts_with_their_prices_and_what_is_missing(ask):  # noqa: F811
    code, out, err = ask("cost", "--as-of", "2026-11-29", "--workload", OWN, "--format", "json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert (
        document["workload"]["code"] == "research" and document["currency"] == "EUR" and document["tax"] == "excluded"
    )
    offers = {x["offer"]: x for x in document["offers"]}
    assert offers["scaleway"]["comparable"] and not offers["scaleway"]["lower_bound"]
    gpu = offers["scaleway"]["parts"]["gpu"]
    assert gpu["card"] == "H100" and gpu["price"]["source_url"] and gpu["price"]["valid_from"] == "2026-10-09"
    assert offers["hetzner"]["lower_bound"] and offers["hetzner"]["missing"] == ["gpu"]
    assert offers["s3ns"]["month"] is None and offers["s3ns"]["parts"]["storage"]["why"] == "no_price"
    assert offers["aws"]["parts"]["gpu"]["why"] == "other_card"
    units = {offers["aws"]["leave"]["unit"], offers["aws"]["parts"]["egress"]["unit"]}
    assert units == {"GB leaving once", "GB leaving a month"}
    assert document["lowest"] == ["scaleway"]
    steps = document["poles"]["urgency"]["steps"]
    assert [s["month"]["value"] for s in steps] == sorted(s["month"]["value"] for s in steps)
    assert [s["points"] for s in steps] == sorted(s["points"] for s in steps)


def test_table_and_csv_mark_a_lower_bound(ask):  # noqa: F811
    code, out, _ = ask("cost", "--as-of", "2026-11-29", "--workload", "research")
    assert code == 0 and "workload research" in out
    line = next(x for x in out.splitlines() if "hetzner" in x)
    assert ">=" in line and line.rstrip().endswith("gpu")
    _, out, _ = ask("cost", "--as-of", "2026-11-29", "--workload", "research", "--format", "csv")
    rows = {row["offer"]: row for row in csv.DictReader(io.StringIO(out))}
    assert (rows["hetzner"]["bound"], rows["scaleway"]["bound"]) == (">=", "") and rows["s3ns"]["month_low"] == ""


def test_a_link_names_the_workload_and_its_day(ask):  # noqa: F811
    link = f"https://board.example/cost?date=2020-07-06&workload={OWN}&offers=azure"
    code, out, _ = ask("cost", "--link", link, "--format", "json")
    document = json.loads(out)
    assert code == 0 and (document["as_of"], document["workload"]["code"]) == ("2020-07-06", "research")
    assert [x["offer"] for x in document["offers"]] == ["azure"]


@pytest.mark.parametrize(
    "text",
    ["mine", "", OWN.replace("5,egress", "nan,egress"), OWN.replace("card:4", "card:9"), OWN + ",storage:1", "x" * 9000]
    + [OWN.replace("services:", "services:svc_magic"), OWN.replace("2x8x32", "2x8"), OWN.replace("2x8", "-2x8")],
)
def test_what_cannot_be_used_is_one_line(ask, text):  # noqa: F811
    code, out, err = ask("cost", "--as-of", "2026-11-29", "--workload", text)
    assert (code, out) == (2, "") and err.count("\n") == 1
    assert "unknown; one of hub, hospital, research, or such as machines:4x8x32," in err


def test_the_way_from_one_offer_to_another_and_its_exit_sheet(ask, tmp_path):  # noqa: F811
    out = tmp_path / "sheet.docx"
    code, said, err = ask(
        "leave", "--as-of", "2026-04-15", "--pair", "azure,scaleway", "--lang", "en", "--out", str(out)
    )
    assert (code, err) == (0, "") and "svc_kubernetes" in said and "same" in said
    text = "\n".join(p.text for p in docx.Document(out).paragraphs)
    assert text.count("unknown") >= 2 and "In which format data leave each service: no dated fact on file" in text
    assert "Azure, since 13 March 2024" in text and "https://direct.datacenterdynamics.com/" in text
    # A price names its unit, a bill that it is without tax, and each service stands under what becomes of it.
    assert "37,250 € (at 0.0745 € a GB, 1 January 2026)" in text.replace("\u00a0", " ") and "without tax" in text
    assert "To be adapted to another interface: Object storage." in text
    french = ("--lang", "fr", "--out", str(out))
    assert ask("leave", "--as-of", "2020-07-06", "--pair", "azure,stackit", *french)[0] == 0
    text = "\n".join(p.text for p in docx.Document(out).paragraphs)
    assert "STACKIT n’était pas en vente" in text and "À y reconstruire" not in text
    link = "https://board.example/cost?date=2020-07-06&pair=azure,scaleway"
    code, said, _ = ask("leave", "--link", link, "--format", "json")
    document = json.loads(said)
    assert (document["as_of"], document["left"], document["waiver"]) == ("2020-07-06", "azure", None)


def test_an_exit_sheet_is_annexed_to_a_record_on_its_own_day(ask, tmp_path):  # noqa: F811
    record = seal(held(Scenario(date(2020, 7, 6)), "Where to <b>host</b>?", EVIDENCE), NOON)
    path, out = tmp_path / "record.json", tmp_path / "sheet.docx"
    path.write_bytes(json_bytes(record))
    words = ("record", "exit", str(path), "--lang", "en", "--out", str(out))
    assert ask(*words, "--pair", "azure,scaleway") == (0, "", "")
    text = "\n".join(p.text for p in docx.Document(out).paragraphs)
    assert (
        "Where to <b>host</b>?" in text
        and record.digest in text
        and "On 6 July 2020 the Data Act did not apply yet" in text
    )
    code, said, err = ask(*words, "--pair", "azure,nobody")
    assert (code, said) == (2, "") and "two different offers" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pair", "azure,azure"), "--pair 'azure,azure': two different offers with a comma, the one left first; of"),
        ((), "--pair ''"),
        (("--pair", "azure,scaleway", "--out", "sheet.txt"), "a name that ends in .docx or .pdf"),
    ],
)
def test_a_way_that_cannot_be_used_is_one_line(ask, options, said):  # noqa: F811
    code, out, err = ask("leave", "--as-of", "2026-04-15", *options)
    assert (code, out) == (2, "") and err.count("\n") == 1 and said in err
