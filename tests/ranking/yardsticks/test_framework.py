"""The framework as data: both sets of weights, every ladder's total, and the calculator's own arithmetic."""

import csv
import json
import shutil

import pytest
from click.testing import CliRunner

from headless.data import validate
from ranking.errors import DataError
from ranking.yardsticks.assess import answers_of, assess, weighted
from ranking.yardsticks.load import award, faults_of, framework, proposal
from tests.places import ORACLES, ROOT
from tests.ranking.yardsticks.calculator import sheet_like, sheet_score

CSF = framework()
_LINES = (ORACLES / "csf_cards_2026.csv").read_text("utf-8").splitlines()
CARDS = tuple(csv.DictReader(line for line in _LINES if not line.startswith("#")))
MAXIMA = [1000.03, 1002, 1000, 1002, 1001, 1000, 1001, 1000]
# The fictitious answers that the calculator ships with, 1.6 left blank.
SHIPPED = {
    1: "4 3 2 4 3 0 3 3",
    2: "3 3 5 4 3 3",
    3: "3 4 4 5 3",
    4: "3 4 4 5 4 3",
    5: "3 3 3 3 3 4 4",
    6: "3 3 3 4 2",
    7: "5 5 5 5 5 5 5",
    8: "4 5 5 4",
}


@pytest.mark.parametrize(
    ("name", "weights"),
    [("2026", (20, 10, 10, 15, 10, 15, 15, 5)), ("1.2.1", (15, 10, 10, 15, 20, 15, 10, 5))],
)
def test_both_published_sets_of_weights_one_by_one(name, weights):
    assert tuple(CSF.weights[name].of.values()) == weights
    assert list(CSF.weights[name].of) == [f"SOV-{k}" for k in range(1, 9)]


def test_the_latest_set_is_the_one_meant_without_a_name():
    assert CSF.weights_named().id == "2026"


def test_questions_points_and_ladders_as_published():
    assert [len(questions) for questions in CSF.of_objective.values()] == [8, 6, 5, 6, 7, 5, 7, 4]
    found = [sum(q.points[-1] for q in questions) for questions in CSF.of_objective.values()]
    assert found == pytest.approx(MAXIMA)
    inert = [q.id for q in CSF.questions.values() if min(q.seals) == 4]
    assert inert == ["1.2", "1.4", "1.5", "1.6", "1.7", "2.5", "5.3", "7.2", "8.4"]
    assert CSF.questions["2.2"].seals == (1, 1, 1, 2, 4) and CSF.questions["3.4"].seals == (0, 0, 1, 1, 4)


def test_a_perfect_sheet_is_a_little_over_a_hundred_and_one_worst_answer_takes_the_level():
    best = {k: len(q.points) for k, q in CSF.questions.items()}
    score, seal = sheet_score(CSF, CSF.weights_named(), best)
    assert score == pytest.approx(100.0756, abs=5e-5) and seal == 4
    assert sheet_score(CSF, CSF.weights_named(), best | {"3.2": 1})[1] == 0
    assert sheet_score(CSF, CSF.weights_named(), {}) == (0.0, None)


def test_the_calculators_own_example_adds_up_and_its_blank_adds_nothing():
    first = {f"1.{n}": int(a) for n, a in enumerate(SHIPPED[1].split(), 1) if a != "0"}
    points = sum(CSF.questions[k].points[a - 1] for k, a in first.items())
    assert points == pytest.approx(530.93)
    whole = {f"{o}.{n}": int(a) for o, line in SHIPPED.items() for n, a in enumerate(line.split(), 1) if a != "0"}
    score, seal = sheet_score(CSF, CSF.weights_named(), whole)
    assert len(whole) == 47 and score == pytest.approx(67.97235)
    # Another program divides by what the answers can add up to: https://github.com/SUSE/csf-self-assessment
    own = {o: sum(CSF.questions[k].points[a - 1] for k, a in whole.items() if k[0] == o[-1]) for o in CSF.objectives}
    shares = {o: 100 * own[o] / most for o, most in zip(CSF.objectives, MAXIMA, strict=True)}
    assert weighted(shares, CSF.weights_named()) == pytest.approx(67.9159004991755)
    assert seal == min(CSF.questions[k].seals[a - 1] for k, a in whole.items())


def test_published_cards_by_the_same_total():
    for card in CARDS:
        total, mean = (float(card[key]) for key in ("total_pct", "unweighted_pct"))
        assert weighted(_shares(card), CSF.weights_named()) == pytest.approx(total, abs=0.1)
        assert sum(_shares(card).values()) / len(CSF.objectives) == pytest.approx(mean, abs=0.1)


def test_sheets_like_the_published_cards_get_their_levels_their_order_and_the_same_word_at_each_gate(evidence):
    found = {}
    for card in CARDS:
        levels = {f"SOV-{k}": int(card[f"seal{k}"]) for k in range(1, 9)}
        answers = answers_of(CSF, evidence, "azure", {}, sheet_like(CSF, _shares(card), levels))
        found[card["provider"]] = one = assess(CSF, CSF.weights_named(), "azure", answers)
        # The cards divide by what an objective's answers add up to, and round points; the calculator by 1000.
        assert one.score[0] == one.score[1] == pytest.approx(float(card["total_pct"]), abs=0.2)
        assert {name: seals for name, (_, seals) in one.objectives.items()} == {o: (n, n) for o, n in levels.items()}
        assert one.seal == (int(card["overall_seal"]),) * 2
        assert [one.passes(floor) for floor in range(5)] == ["yes" if n <= one.seal[0] else "no" for n in range(5)]
    assert sorted(found, key=lambda name: -found[name].score[0]) == [
        card["provider"] for card in sorted(CARDS, key=lambda card: -float(card["total_pct"]))
    ]


def _shares(card: dict[str, str]) -> dict[str, float]:
    return {f"SOV-{k}": float(card[f"sov{k}"]) for k in range(1, 9)}


def test_a_published_self_assessment_by_levels_and_the_older_weights():
    shares = {f"SOV-{k}": 25 * level for k, level in enumerate((4, 4, 4, 4, 2, 3, 4, 4), 1)}
    assert weighted(shares, CSF.weights_named("1.2.1")) == pytest.approx(86.25)
    assert weighted(shares, CSF.weights_named("2026")) == pytest.approx(91.25)


def test_every_rule_reads_a_fact_that_the_board_has(evidence):
    assert faults_of(evidence) == []
    assert award().decision in {d.id for d in evidence.decisions}


def test_names_and_answers_stand_in_both_languages():
    texts = [t for q in CSF.questions.values() for t in (q.asks, *q.answers)] + [r.reason for r in CSF.rules]
    assert all(t.fr and t.en for t in texts)
    assert not [t.fr for t in texts if t.fr.rstrip().endswith("?") and not t.fr.endswith((" ?", " ?"))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("SOV-1 = 20", "SOV-1 = 21", "of gives each objective its per cent"),
        ("seals = [1, 1, 4]", "seals = [1, 4, 1]", "seals are levels 0 to 4 that never fall"),
        ("points = [0, 84, 167]", "points = [0, 84]", "one point, level and label an answer"),
        ("level = 3", "level = 7", "an incomplete framework"),
        ("[[objective]]", "[[objective]", "not TOML"),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_place(tmp_path, old, new, said):
    shutil.copytree(ROOT / "yardsticks", tmp_path / "yardsticks")
    path = tmp_path / "yardsticks" / "csf.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as refused:
        framework("csf", tmp_path)
    assert said in str(refused.value) and str(refused.value).startswith("yardsticks/csf.toml:")


def test_a_rule_that_names_no_answer_is_refused(tmp_path):
    shutil.copytree(ROOT / "yardsticks", tmp_path / "yardsticks")
    path = tmp_path / "yardsticks" / "csf_rules.toml"
    path.write_text(path.read_text("utf-8").replace("4 = [3] }", "4 = [9] }", 1), "utf-8")
    with pytest.raises(DataError, match=r"numbers of answers of that criterion"):
        framework("csf", tmp_path)


def test_the_older_oracle_has_the_same_counts():
    told = json.loads((ORACLES / "eu_csf_v121_sovereignty_score.json").read_text("utf-8"))
    counts = told["parameters"]["criteria_per_objective"]
    assert {o: len(q) for o, q in CSF.of_objective.items()} == counts


def test_the_framework_says_where_it_was_read():
    assert [s.url.split("/")[2] for s in (CSF.source, *CSF.read_in)] == ["commission.europa.eu", "github.com"]
    assert all(w.source.url.startswith("https://") for w in CSF.weights.values())


def test_a_proposed_law_has_its_levels_its_day_and_its_source():
    found = proposal()
    assert [x.level for x in found.levels] == [1, 2, 3, 4] and found.day.isoformat() == "2026-06-03"
    assert found.source.url.startswith("https://") and all(x.asks.fr and x.shown.fr for x in found.levels)


def test_validate_reads_the_frameworks_beside_the_facts(tmp_path):
    for name in ("providers", "profiles", "yardsticks", "workloads"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("criteria.csv", "timeline.toml", "musthaves.toml", "decisions.toml"):
        shutil.copy(ROOT / name, tmp_path)

    def said() -> tuple[int, list[str]]:
        done = CliRunner().invoke(validate, [str(tmp_path)])
        return done.exit_code, str(done.exception or done.output).splitlines()

    assert said()[0] == 0
    for file, right, wrong in (
        ("yardsticks/csf_rules.toml", 'fact = "jurisdiction"', 'fact = "hq_country"'),
        ("yardsticks/csf_award.toml", '"s3ns"', '"nobody"'),
        ("workloads/cards.toml", "2020-06-30", "2020-06-29"),
    ):
        text = (tmp_path / file).read_text("utf-8")
        (tmp_path / file).write_text(text.replace(right, wrong, 1), "utf-8")
    code, lines = said()
    assert code == 1 and [line.split(":")[0] for line in lines] == [
        "workloads/cards.toml",
        "yardsticks/csf_award.toml",
        "yardsticks/csf_rules.toml",
    ]
    assert "2020-06-29" in lines[0] and "offers names 'nobody'" in lines[1] and "fact 'hq_country'" in lines[2]
