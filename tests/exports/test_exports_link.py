"""The link carries the data version; opened on other facts it says so and offers then and now. Citation, sentence."""

import base64
import re
import shutil
import string
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from address.links import LONG, link
from address.packed_link import MOST_CHARACTERS, expanded, packed, unpacked
from exports.citation import bibtex, citation, page_bibtex, sentence
from exports.data import snapshots
from exports.data.change_log import add
from ranking.errors import BoardError
from ranking.facts.load import load
from ranking.model import Bilingual, Evidence
from ranking.versions.changes import changes
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario, from_query
from tests.drawn import scenarios
from tests.examples import DAY, GLOBAL, LOCAL, small_evidence
from tests.pages.test_pages import PAGES, address, opened, ranked, shown, weigh
from tests.places import EVIDENCE, ROOT
from tests.ranking.balance.weight_moves import balance_moved
from tests.ranking.facts.board_files import write_board
from words.language import language

SMALL_BOARD = small_evidence({"local": LOCAL, "global": GLOBAL})
CHOSEN = Scenario(
    date(2020, 7, 6),
    "cnil",
    (("readiness", 41.25),),
    (("hds", 12.5),),
    ("hds", "svc_spark>=1"),
    "tolerant",
    "neutral",
    float("-inf"),
    True,
    "documented",
    ("azure", "outscale"),
)


@pytest.fixture
def moved(tmp_path, monkeypatch) -> tuple[Path, Evidence, Evidence]:
    """A board whose data changed after a snapshot: (folder, then, now). Another offer leads now."""
    root = write_board(tmp_path / "board")
    then = load(root)
    snapshots.write(root)
    edit(
        root / "providers/global.toml",
        "[[hds]]\nvalid_from = 2018-01-01\nvalue = 2",
        "[[hds]]\nvalid_from = 2018-01-01\nvalue = 0",
    )
    edit(root / "providers/small.toml", "[[gpu]]\nvalid_from = 2018-01-01", "[[gpu]]\nvalid_from = 2019-01-01")
    monkeypatch.setenv("BOARD_DATA", str(root))
    return root, then, load(root)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_link_holds_the_whole_scenario_and_the_data_version():
    found = link("https://board.example/", CHOSEN, EVIDENCE.version, "en", "tradeoff", pair="azure,outscale")
    assert found.startswith("https://board.example/tradeoff?date=2020-07-06&")
    query = expanded(dict(parse_qsl(urlsplit(found).query, keep_blank_values=True)))
    assert (query["data"], query["lang"], query.pop("pair")) == (EVIDENCE.version, "en", "azure,outscale")
    assert from_query(query, EVIDENCE, DAY) == (CHOSEN, ())
    assert re.fullmatch(r"[!-~]+", found)


FULL = Scenario(
    date(2020, 7, 6),
    "cnil",
    tuple((p, 25.5) for p in sorted(EVIDENCE.pillars)),
    tuple((c, 7.25) for c in sorted(EVIDENCE.criteria)),
    ("hds",),
    offers=tuple(EVIDENCE.offers)[:12],
)


def test_a_link_with_every_weight_stays_short_and_opens_to_the_same_scenario():
    plain, short = link("", Scenario(DAY), EVIDENCE.version, "fr"), link("", FULL, EVIDENCE.version, "fr")
    assert "s=" not in plain
    assert len(short) < LONG + 30 and len("&".join(f"{k}={v}" for k, v in FULL.to_query().items())) > 400
    query = expanded(dict(parse_qsl(urlsplit(short).query)))
    assert query.pop("data") == EVIDENCE.version and query.pop("lang") == "fr"
    assert from_query(query, EVIDENCE, DAY) == (FULL, ())


@settings(max_examples=150)
@given(scenarios(SMALL_BOARD))
def test_any_scenario_packs_and_unpacks(scenario):
    entries = scenario.to_query()
    assert unpacked(packed(entries)) == entries
    query = expanded(
        dict(parse_qsl(urlsplit(link("", scenario, EVIDENCE.version, "en")).query, keep_blank_values=True))
    )
    assert from_query({k: v for k, v in query.items() if k not in ("lang", "data")}, SMALL_BOARD, DAY) == (scenario, ())


@given(st.text(alphabet=string.ascii_letters + string.digits + "-_", max_size=60) | st.text(max_size=20))
def test_a_code_that_is_none_is_refused_and_never_raises(text):
    found = unpacked("1" + text)
    assert found is None or packed(found) and isinstance(found, dict)
    assert expanded({"s": "0" + text, "lang": "fr"}) == {"s": "0" + text, "lang": "fr"}


def test_a_damaged_cut_or_endless_code_is_refused():
    code = packed(FULL.to_query())
    assert unpacked(code[:-3]) is None and unpacked(code[:20] + "AAAA" + code[24:]) != FULL.to_query()
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    endless = base64.urlsafe_b64encode(bomb.compress(b"a=" + b"0" * 900_000) + bomb.flush()).decode().rstrip("=")
    assert len(endless) < MOST_CHARACTERS and unpacked("1" + endless) is None
    assert unpacked("1" + "A" * MOST_CHARACTERS) is None


def test_what_stands_beside_a_code_wins_over_it():
    query = {"s": packed({"date": "2020-07-06", "profile": "cnil"}), "date": "2024-01-01"}
    assert expanded(query) == {"date": "2024-01-01", "profile": "cnil"}


def test_the_board_opens_a_short_link_and_says_when_a_code_is_damaged():
    short = dict(parse_qsl(urlsplit(link("", FULL, EVIDENCE.version, "en")).query))
    test = opened(**short)
    assert not test.exception and "could not be used" not in shown(test)
    assert ranked(test) == [EVIDENCE.offers[r.offer].name for r in rank(EVIDENCE, FULL).rows]
    assert "s" not in test.query_params and address(test, "profile") == "cnil"
    broken = opened(**short | {"s": short["s"][:-4]})
    assert not broken.exception and "copied whole" in shown(broken)


def test_the_citation_says_day_weights_data_and_day_of_consultation():
    answer = rank(EVIDENCE, Scenario(date(2020, 7, 6)))
    text = citation(language("fr"), EVIDENCE, answer, date(2026, 11, 23), "https://board.example/?x")
    plain = re.sub(r"\s", " ", text)
    assert plain.startswith("Urgence ou souveraineté, classement au 6 juillet 2020, pondération « ")
    assert plain.endswith(f", données {EVIDENCE.version}, consulté le 23 novembre 2026, https://board.example/?x")
    assert "consult" not in citation(language("en"), EVIDENCE, answer)
    by_hand = rank(EVIDENCE, CHOSEN)
    assert "à la main" in citation(language("fr"), EVIDENCE, by_hand)


def test_what_may_give_another_order_stands_in_citation_sentence_and_reference_entry():
    asked = Scenario(date(2026, 11, 23), require=("hds",), compensation=-3.0, thin=True, known="documented")
    answer = rank(EVIDENCE, asked)
    for text in (
        citation(language("en"), EVIDENCE, answer),
        sentence(language("en"), EVIDENCE, answer),
        page_bibtex(language("en"), EVIDENCE, answer),
    ):
        assert "mean of power -3" in text.replace("−", "-")
        assert "thinly known criteria weighed too" in text and "publicly documented by that day" in text
        assert "Health data hosting" in text or "HDS" in text


def test_the_sentence_is_the_verdict_with_its_conditions():
    answer = rank(EVIDENCE, Scenario(date(2020, 7, 6), require=("hds",)))
    text = sentence(language("en"), EVIDENCE, answer)
    assert text.startswith("On 6 July 2020, ") and "Weights: " in text and "Must-haves: " in text


def test_bibtex_balances_its_braces():
    entry = bibtex(EVIDENCE)
    assert entry.count("{") == entry.count("}") and EVIDENCE.version in entry


def test_a_snapshot_loads_to_the_same_version_and_the_same_bytes_are_written_again(tmp_path):
    root = write_board(tmp_path / "board")
    path, new = snapshots.write(root)
    content = path.read_bytes()
    assert new and path.name == f"{load(root).version}.zip"
    assert snapshots.write(root) == (path, False)
    path.unlink()
    snapshots.write(root)
    assert path.read_bytes() == content
    found = snapshots.evidence_of(load(root).version, root)
    assert found.version == load(root).version and found.facts == load(root).facts
    assert rank(found, Scenario(DAY)).rows[0].score == rank(load(root), Scenario(DAY)).rows[0].score
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_snapshots_that_the_project_keeps_can_all_be_read():
    for path in sorted(snapshots.folder(ROOT).glob("*.zip")):
        assert snapshots.evidence_of(path.stem, path.parent.parent).version == path.stem


@pytest.mark.parametrize("version", ["../../etc", "ABCDEF12", "1234567", "", "12345678/../x"])
def test_a_version_that_is_none_opens_no_file(version, tmp_path):
    assert not snapshots.kept(version, tmp_path)
    with pytest.raises(BoardError, match="no snapshot"):
        snapshots.evidence_of(version, tmp_path)


def test_an_archive_writes_nothing_outside_its_place_and_one_that_is_none_is_refused(moved, tmp_path):
    root, then, _ = moved
    path = snapshots.folder(root) / f"{then.version}.zip"
    with zipfile.ZipFile(path, "a") as held:
        held.writestr("../outside.toml", "x")
        held.writestr("providers/../../outside.toml", "x")
        held.writestr("/tmp/outside_absolute.toml", "x")
    before = {p for p in tmp_path.rglob("*")}
    assert snapshots.evidence_of(then.version, root).version == then.version
    assert {p for p in tmp_path.rglob("*")} == before
    path.write_bytes(b"PK no archive")
    with pytest.raises(BoardError, match="not a snapshot"):
        snapshots.evidence_of(then.version, root)


def test_other_data_under_a_versions_name_are_refused(moved):
    root, then, _ = moved
    shutil.copy(snapshots.folder(root) / f"{then.version}.zip", snapshots.folder(root) / "0123abcd.zip")
    with pytest.raises(BoardError, match="holds other data"):
        snapshots.evidence_of("0123abcd", root)


def test_changes_names_added_removed_and_changed_facts(moved):
    _, then, now = moved
    found = changes(then, now)
    assert [(f.offer, f.indicator, str(f.valid_from)) for f in found.added] == [("small", "gpu", "2019-01-01")]
    assert [(f.offer, f.indicator, str(f.valid_from)) for f in found.removed] == [("small", "gpu", "2018-01-01")]
    assert [(a.value, b.value, b.indicator) for a, b in found.changed] == [(2, 0, "hds")]
    assert found.others == ()
    assert not changes(now, now) and not found.reworded
    renamed = replace(now, offers={k: replace(o, name="X") for k, o in now.offers.items()}, gates={})
    assert changes(now, renamed).others == ("offers", "musthaves")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_writes_the_data_version_into_its_address(page):
    test = opened(page, date="2020-07-06", lang="en")
    assert address(test, "data") == EVIDENCE.version
    assert not any(e.value.startswith("This link was made") for e in test.text)


def test_a_link_of_the_same_facts_is_opened_without_a_word():
    test = opened(date="2020-07-06", lang="en", data=EVIDENCE.version)
    assert "data" not in shown(test).partition("could not be used")[1]
    assert not [b for b in test.button if b.key in ("facts_then", "facts_now")]


def test_a_link_of_other_facts_that_are_not_kept_says_so_until_the_visitor_decides():
    test = opened(date="2020-07-06", lang="en", data="0123abcd", board="table")
    assert "made on data 0123abcd" in shown(test) and "are not kept here" in shown(test)
    assert address(test, "data") == "0123abcd"
    weigh(test, balance_moved, 80)
    assert "are not kept here" in shown(test) and address(test, "data") == "0123abcd"
    test.button(key="facts_now").click().run()
    assert "0123abcd" not in shown(test) and address(test, "data") == EVIDENCE.version


def test_a_data_version_that_is_none_is_dropped_and_said():
    test = opened(date="2020-07-06", lang="en", data="../../etc/passwd")
    assert "data = “../../etc/passwd”, dropped" in shown(test)
    assert address(test, "data") == EVIDENCE.version


def test_then_and_now_stand_side_by_side_with_what_changed(moved):
    _, then, now = moved
    test = opened(date=DAY.isoformat(), lang="en", data=then.version)
    assert not test.exception
    verdicts = [e.value for e in test.text if e.value.startswith(("Then: ", "Now: "))]
    assert len(verdicts) == 2 and verdicts[0].removeprefix("Then: ") != verdicts[1].removeprefix("Now: ")
    test.session_state["fold_changed_link"] = True
    test.run()
    places, changed = (e.value for e in test.dataframe[:2])
    assert list(places.columns) == ["Offer", "Place then", "Place now", "Score then", "Score now"]
    for version, column in ((then, "then"), (now, "now")):
        by_name = {version.offers[r.offer].name: r for r in rank(version, Scenario(DAY)).rows}
        assert {
            o: (p, s)
            for o, p, s in zip(places["Offer"], places[f"Place {column}"], places[f"Score {column}"], strict=True)
        } == {name: (r.place, pytest.approx(r.score)) for name, r in by_name.items()}
    assert sorted(changed["Change"]) == ["added", "changed", "removed"]
    assert set(changed["Address"]) == {"https://example.org/fact"}
    assert "What changed: 1 fact added, 1 removed, 1 changed" in [e.label for e in test.expander]
    effect = dict(zip(changed["Indicator"], changed["Alone in the older facts"], strict=True))["hds (en)"]
    assert effect == "−12.5 points; place 1 → 2; 1 other place moves; best score: Local"


def test_a_link_of_facts_that_still_say_the_same_is_told_so_in_short(tmp_path, monkeypatch):
    root = write_board(tmp_path / "board")
    then = load(root)
    snapshots.write(root)
    edit(root / "providers/global.toml", "https://example.org/fact", "https://example.org/moved")
    monkeypatch.setenv("BOARD_DATA", str(root))
    found = changes(then, load(root))
    assert found.changed and found.reworded and not replace(found, others=("offers",)).reworded
    test = opened(date=DAY.isoformat(), lang="en", data=then.version)
    assert "Both say the same of every offer" in shown(test) and "Then: On" not in shown(test)
    assert "Places then and now" not in [e.label for e in test.expander]
    test.button(key="facts_then").click().run()
    assert not test.exception and f"rests on the facts of data {then.version}" in shown(test)


def test_a_cell_tells_what_was_said_since_when_and_its_offer_what_changed_between_versions(moved):
    root, then, now = moved
    add(then.version, DAY, Bilingual("Le début", "The start"), root)
    test = opened("evidence", date=DAY.isoformat(), lang="fr", cell="global.hds")
    test.session_state["fold_cell_log"] = test.session_state["fold_version_log"] = True
    test.run()
    log = next(e.proto.body for e in test.get("html") if "Pourquoi" in e.proto.body)
    cells = [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in log.split("<tr>")[2:]]
    assert not test.exception and cells == [
        f"données {then.version}, publiées le 1er juin 2026 level 2 (fr) (degré A) "
        "première version conservée. Le début",
        f"données {now.version}, pas encore publiées level 0 (fr) (degré A) 1 modifié",
    ]
    changed = test.dataframe[0].value
    assert list(changed["Indicateur"]) == ["hds (fr)"]
    test.segmented_control(key="log_scope").set_value("all").run()
    assert len(test.dataframe[0].value) == 3 and "meilleure note : Global avant, Local après" in shown(test).replace(
        "\xa0", " "
    )
    verdicts = [e.value for e in test.text if e.value.startswith(("Alors", "Aujourd’hui"))]
    assert len(verdicts) == 2 and len({v.partition(":")[2] for v in verdicts}) == 2


def test_then_shows_the_whole_board_by_the_facts_of_then_on_every_page_until_now_is_chosen(moved):
    _, then, now = moved
    test = opened(date=DAY.isoformat(), lang="en", data=then.version)
    by_now = ranked(test)
    test.button(key="facts_then").click().run()
    names = [then.offers[r.offer].name for r in rank(then, Scenario(DAY)).rows]
    assert not test.exception and ranked(test) == names != by_now
    assert f"rests on the facts of data {then.version}" in shown(test)
    assert address(test, "data") == then.version
    test.switch_page("pages/evidence.py").run()
    assert f"rests on the facts of data {then.version}" in shown(test) and address(test, "data") == then.version
    test.button(key="facts_now").click().run()
    assert "rests on the facts" not in shown(test) and address(test, "data") == now.version
    test.switch_page("pages/ranking.py").run()
    assert ranked(test) == by_now


def test_a_snapshot_that_can_no_longer_be_read_says_so(moved):
    root, then, now = moved
    (snapshots.folder(root) / f"{then.version}.zip").write_bytes(b"PK")
    test = opened(date=DAY.isoformat(), lang="en", data=then.version)
    assert not test.exception and "can no longer be read" in shown(test)
    assert ranked(test) == [now.offers[r.offer].name for r in rank(now, Scenario(DAY)).rows]


def test_weights_of_zero_do_not_hide_that_the_facts_are_others():
    test = opened(lang="en", data="0123abcd", pillars="sovereignty:0,certification:0,readiness:0,cost_exit:0")
    assert "0123abcd" in shown(test) and "No weight is left" in shown(test)


def test_share_copies_a_link_that_gives_the_same_screen_back():
    test = opened(date="2020-07-06", lang="en", profile="cnil", require="hds", pair="azure,outscale")
    assert not test.code and not [b for b in test.get("download_button") if "share_" in b.proto.id]
    test.session_state["share"] = True
    test.run()
    where, living, feed, quoted, said = (c.value for c in test.code[:5])
    query = dict(parse_qsl(urlsplit(where).query))
    assert query == {k: address(test, k) for k in test.query_params}
    assert ranked(opened(**query)) == ranked(test)
    assert "date=today" in living and "data=" not in living and "/feed?" in feed
    assert where in quoted and "consulted on" in quoted and EVIDENCE.version in quoted
    assert said.startswith("On 6 July 2020, ")
    assert len([b for b in test.get("download_button") if "share_" in b.proto.id]) == 11
    test.session_state["fold_embed"] = True
    test.run()
    frame, script = test.code[0].value.split("\n")
    assert "/embed/board?date=2020-07-06&amp;profile=cnil" in frame and f"data={EVIDENCE.version}" in frame
    assert "<script" in script and "/embed/height.js" in script
    test.segmented_control(key="embed_kind").set_value("living")
    test.segmented_control(key="embed_lang").set_value("reader").run()
    frame = test.code[0].value
    assert "date=today" in frame and "data=" not in frame and "lang=" not in frame
