"""The weights as plain data: what the browser needs to draw and move them, whatever stands beside."""

from collections.abc import Collection

from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from words.facts.values import end_texts
from words.language import Language
from words.ranking.live import panel_words
from words.ranking.weights import pillar_help


def weights_panel(
    say: Language,
    evidence: Evidence,
    scenario: Scenario,
    thin: Collection[str],
    poles: tuple[str, str] | None = None,
    only: Collection[str] | None = None,
) -> dict:
    """Return everything but the weights themselves, for json.dumps: scales, where they start, words.

    thin   criteria that too little is known of on the day
    poles  the two pillars of the balance, whose first one's share it holds; else urgency and sovereignty
    only   criteria that are weighed, where not all are: the others, and pillars without any, are left out
    base   percentages of the profile: of the whole for pillars, of its pillar for a criterion
    """
    own = (evidence.pole("urgency"), evidence.pole("sovereignty"))
    words = panel_words(say)
    if poles and poles != own:
        words |= _pole_words(*(say.text(evidence.pillars[p].label) for p in poles))
    play = tuple(c for c in evidence.criteria if only is None or c in only)
    shown = {evidence.criteria[c].pillar for c in play}
    ends = poles or own
    return {
        "lang": say.code,
        "poles": list(ends) if shown.issuperset(ends) else [],
        "pillars": [p for p in _pillars(say, evidence, scenario, thin, play) if p["id"] in shown],
        "criteria": [c for c in _criteria(say, evidence, scenario, thin) if c["id"] in play],
        "words": words,
    }


def _pole_words(first: str, second: str) -> dict[str, str | list[str]]:
    return {
        "balance": f"{second} ⟷ {first}",
        "balance_value": f"{first} {{share}}, {second} {{rest}}",
        "poles": [f"{first} {{share}}", f"{second} {{share}}"],
    }


def _pillars(
    say: Language, evidence: Evidence, scenario: Scenario, thin: Collection[str], play: Collection[str]
) -> list[dict]:
    shares = evidence.profiles[scenario.profile].shares
    counted = {c for c in play if scenario.thin or c not in thin}
    return [
        {
            "id": p.id,
            "label": say.text(p.label),
            "help": pillar_help(say, evidence, p.id, counted),
            "base": 100 * shares[p.id],
        }
        for p in evidence.pillars.values()
    ]


def _criteria(say: Language, evidence: Evidence, scenario: Scenario, thin: Collection[str]) -> list[dict]:
    """In the order of the matrix; `thin`: set aside on that day."""
    within, criteria = evidence.profiles[scenario.profile].within, []
    for scale in evidence.criteria.values():
        worst, best = end_texts(say, scale)
        criteria.append(
            {
                "id": scale.id,
                "pillar": scale.pillar,
                "label": say.text(scale.label),
                "help": say.text(scale.help),
                "worst": worst,
                "best": best,
                "base": 100 * within[scale.pillar].get(scale.id, 0.0),
                "thin": scale.id in thin and not scenario.thin,
            }
        )
    return criteria
