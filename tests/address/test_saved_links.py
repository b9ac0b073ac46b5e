"""Every link made until November 2026 opens what it opened: on screen, in files, at the command line, pasted."""

import contextlib
import io
import json
from dataclasses import asdict, astuple
from datetime import date
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from address import bids, viewpoints
from address.entries import ENTRIES, PAGES, SCENARIO
from address.links import LinkError
from address.page_entries import PageEntries, page_entries_of
from address.pasted import read_link
from address.questionnaire import parsed
from address.weights_code import with_weights
from headless import options
from ranking.errors import ScenarioError
from ranking.weighing.scenario import Scenario
from tests.address.saved import LINKS, evidence
from words.language import language

DAY = date(2020, 7, 6)


def screens():
    """What the address bar gives a page for every link of the set (run once by Streamlit's tester)."""
    from urllib.parse import parse_qs, urlsplit

    import streamlit as st

    from address.entries import PAGES
    from tests.address.saved import LINKS, evidence
    from ui.session import address

    every = []
    for saved in LINKS:
        st.session_state.clear()
        st.query_params.from_dict(parse_qs(urlsplit(saved["link"]).query, keep_blank_values=True))
        address.language_code()
        found, unused = address.read(evidence(), saved["page"]), address.unused()
        every.append(
            {
                "scenario": found.to_query(),
                "entries": {k: text for k in PAGES if (text := address.entry(k))},
                "notices": sorted([n.key, n.value] for n in unused.notices) if unused else [],
                "more": unused.more if unused else 0,
                "other": address.other_version(),
            }
        )
    st.session_state["found"] = every


def differing(saved: dict, found: dict) -> dict:
    """What is no longer as it was; a day that nobody named is left out."""
    pairs = {k: (saved[k], v) for k, v in found.items() if k in saved}
    for k, (then, now) in pairs.items():
        if isinstance(then, dict) and then.get("date") == "today":
            pairs[k] = tuple({n: t for n, t in q.items() if n != "date"} for q in (then, now))
    return {k: pair for k, pair in pairs.items() if pair[0] != pair[1]}


def plain(value):
    """The value as JSON gives it back."""
    return json.loads(json.dumps(value))


def said_on_screen(saved: dict) -> dict:
    """What is expected beside the screen: of a key that comes twice these took the last then,
    where the screen joined both; now all do.
    """
    query = parse_qs(urlsplit(saved["link"]).query, keep_blank_values=True)
    twice = any(len(values) > 1 for values in query.values())
    return {**saved, "command": saved["scenario"], "pasted": saved["scenario"]} if twice else saved


def test_the_set_holds_every_key_of_every_page_packed_and_not():
    assert len(LINKS) > 100 and {s["page"] for s in LINKS} >= {p for row in PAGES.values() for p in row.pages}
    written = {k for s in LINKS for k in parse_qs(urlsplit(s["link"]).query, keep_blank_values=True)}
    assert written >= set(ENTRIES)
    used = {k for s in LINKS for k in (*s["scenario"], *s["entries"])}
    assert used >= {*SCENARIO, *PAGES}


def test_on_screen():
    test = AppTest.from_function(screens, default_timeout=120).run()
    assert not test.exception, test.exception
    wrong = {}
    for saved, found in zip(LINKS, test.session_state["found"], strict=True):
        # More entries that cannot be used than are named one by one: those named are among them.
        if found["more"]:
            assert len(found["notices"]) + found["more"] == len(saved["notices"])
            found["notices"] = saved["notices"] if all(n in saved["notices"] for n in found["notices"]) else []
        # The bare address opened the ranking of the day; now it opens the question.
        if saved["link"] in ("?", "https://board.example/", "https://board.example/?lang=en"):
            saved = saved | {"scenario": {"date": "today", "require": "hds"}, "entries": {"against": "2020-07-06"}}
        if changed := differing(saved, found):
            wrong[saved["link"]] = changed
    assert wrong == {}


def test_in_files():
    wrong = {}
    for saved in LINKS:
        if str(saved["command"]).startswith("refused"):
            continue
        view = page_entries_of(options.from_link(saved["link"], evidence()).shown, evidence())
        usual = asdict(PageEntries())
        shown = {k: v for k, v in asdict(view).items() if k not in ("entries", "locked") and v != usual[k]}
        # What may vary has got thresholds since: a link without them means the usual ones.
        later = {
            k: v for k, v in usual["vary"].items() if k not in ("kind", "nested", "concentration", "width", "grades")
        }
        if "vary" in shown:
            assert later.items() <= shown["vary"].items()
            shown["vary"] = {k: v for k, v in shown["vary"].items() if k not in later}
        # The thresholds of the verdict came later; where none is named they are the usual ones.
        kept = {k: v for k, v in shown.get("vary", {}).items() if k not in ("firm", "leads")}
        shown |= {"vary": kept} if kept else {}
        if plain(shown) != saved["file"]:
            wrong[saved["link"]] = (saved["file"], shown)
    assert wrong == {}


def test_at_the_command_line():
    wrong = {}
    for saved in map(said_on_screen, LINKS):
        said = io.StringIO()
        try:
            with contextlib.redirect_stderr(said):
                found = {"command": options.scenario(evidence(), link=saved["link"]).to_query()}
        except ScenarioError as error:
            found = {"command": f"refused: {error}"[: len(saved["command"])]}
        if changed := differing(saved, found):
            wrong[saved["link"]] = changed
        # Entries of pages that cannot be used were left out without a word then.
        named = {line.partition("=")[0].removeprefix("link: ") for line in said.getvalue().splitlines()}
        assert named >= set(saved.get("said", ()))
    assert wrong == {}


def test_pasted():
    wrong = {}
    for saved in map(said_on_screen, LINKS):
        try:
            found = read_link(saved["link"], evidence(), DAY).to_query()
        except LinkError as error:
            found = error.code
        if found != saved["pasted"]:
            wrong[saved["link"]] = (saved["pasted"], found)
    # A damaged code counted as the neutral weights then.
    damaged = {link: pair for link, pair in wrong.items() if "s=1damaged" in link}
    assert [found for _, found in damaged.values()] == ["damaged"]
    assert {link: pair for link, pair in wrong.items() if link not in damaged} == {}


def test_texts_inside_entries():
    facts = evidence()
    for saved in LINKS:
        entries = saved["entries"]
        if "voices" in saved:
            question = Scenario(date.fromisoformat(saved["scenario"]["date"]))
            chosen = viewpoints.chosen(entries["voices"], facts, question)
            found = viewpoints.voices(language("en"), facts, question, chosen)
            assert [v.name for v in found] == [name for name, _ in saved["voices"]]
            weights = [{k: q[k] for k in ("profile", "pillars", "weights") if k in q} for _, q in saved["voices"]]
            now = [v.scenario.to_query() for v in found]
            assert [{k: q[k] for k in ("profile", "pillars", "weights") if k in q} for q in now][:-1] == weights[:-1]
        if "before" in saved:
            assert with_weights(Scenario(DAY), entries["before"], facts).to_query() == saved["before"]
        if "answers" in saved:
            assert parsed(entries["answers"], facts) == saved["answers"]
        if "bids" in saved:
            now = [[b.name, repr(b.price), repr(b.quality)] for b in bids.parsed(entries["bids"])]
            assert now == saved["bids"]
        if "terms" in saved:
            assert plain(astuple(bids.terms_parsed(entries["terms"]))) == saved["terms"]
