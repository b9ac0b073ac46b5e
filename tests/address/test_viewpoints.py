"""Points of view in an address: entries there and back, links read and never followed, bad lines said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from address.entries import SCENARIO
from address.links import LinkError
from address.pasted import from_lines, read_link, sentence
from address.viewpoints import ME, entries, opened
from address.weights_code import LONGEST_NAME, written
from ranking.people.agreement import alongside
from ranking.typed.text import one_line
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, small_evidence
from words.language import language

EVIDENCE = small_evidence()
QUESTION = Scenario(DAY, require=("hds",), unknowns="neutral")
HOME = "https://board.example"
NUMBERS = st.floats(0, 1000).map(lambda x: round(x, 3))


@given(
    st.dictionaries(st.sampled_from(list(EVIDENCE.pillars)), NUMBERS),
    st.dictionaries(st.sampled_from(list(EVIDENCE.criteria)), NUMBERS),
    st.sampled_from(["equal", "sovereign"]),
    st.text(max_size=60),
)
def test_an_entry_gives_back_its_weights_and_its_name_on_the_boards_own_question(pillars, weights, profile, name):
    scenario = Scenario(DAY, profile, tuple(pillars.items()), tuple(weights.items()), require=("eu_law",))
    entry = written(scenario, name)
    assert "," not in entry
    assert opened(entry, EVIDENCE, QUESTION) == (one_line(name)[:LONGEST_NAME], alongside(scenario, QUESTION))


def test_me_is_the_question_itself_and_a_profile_its_plain_weights():
    assert opened(ME, EVIDENCE, QUESTION) == ("", QUESTION)
    assert opened("sovereign", EVIDENCE, QUESTION) == ("", alongside(Scenario(DAY, "sovereign"), QUESTION))


@pytest.mark.parametrize(
    "entry",
    [
        "nobody",
        "official",
        "equal~~readiness:x~~~~",
        "equal~~nothing:3~~~~",
        "equal~~",
        "equal~~~~hds:-1~~",
        "<b>",
        "equal~~~~~~~~",
    ],
)
def test_what_is_no_entry_opens_nothing(entry):
    assert opened(entry, EVIDENCE, QUESTION) is None


def test_an_address_holds_each_entry_once_and_forty_at_most():
    assert entries("a,b,,a") == ("a", "b")
    assert len(entries(",".join(map(str, range(99))))) == 40


def test_every_key_of_a_scenario_is_known():
    assert set(SCENARIO) == {
        "date",
        "profile",
        "pillars",
        "weights",
        "require",
        "rule",
        "unknowns",
        "mix",
        "thin",
        "known",
        "offers",
        "priced",
    }


@pytest.mark.parametrize(
    "text",
    [
        "https://board.example/robustness?date=2020-07-06&profile=sovereign&vary=x&lang=fr",
        "?date=2020-07-06&profile=sovereign",
        "  https://board.example/?profile=sovereign ",
    ],
)
def test_a_link_or_its_query_gives_its_weights(text):
    assert read_link(text, EVIDENCE, DAY, HOME).profile == "sovereign"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello", "no_link"),
        ("https://board.example/", "no_link"),
        ("https://[bad/?date=2020-07-06", "no_link"),
        ("https://elsewhere.example/?date=2020-07-06", "elsewhere"),
        ("?date=2020-07-06&profile=nobody", "entry"),
        ("?date=2020-07-06&pillars=readiness:-3", "entry"),
    ],
)
def test_what_is_no_link_of_this_board_is_refused(text, code):
    with pytest.raises(LinkError) as error:
        read_link(text, EVIDENCE, DAY, HOME)
    assert error.value.code == code


def test_lines_keep_their_number_and_their_name():
    found, refused = from_lines(
        f"Anne Martin: {HOME}/?date=2020-07-06&profile=sovereign\n\nhello\n?pillars=readiness:100\n"
        "=SUM(A1) ?profile=nobody",
        EVIDENCE,
        DAY,
        HOME,
    )
    assert [opened(e, EVIDENCE, QUESTION)[0] for e in found] == ["Anne Martin", ""]
    assert {n: e.code for n, e in refused.items()} == {3: "no_link", 5: "entry"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_refusal_says_where_what_and_what_is_allowed(lang):
    say = language(lang)
    _, refused = from_lines("hello\nhttps://elsewhere.example/?date=2020-07-06\n?profile=nobody", EVIDENCE, DAY, HOME)
    said = [sentence(say, EVIDENCE, n, e) for n, e in refused.items()]
    assert [s.split()[1].rstrip(":\u00a0") for s in said] == ["1", "2", "3"]
    assert "hello" in said[0] and "elsewhere.example" in said[1] and "nobody" in said[2] and "sovereign" in said[2]
