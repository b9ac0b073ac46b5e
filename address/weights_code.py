"""A set of weights as one text of an address: `profile~~pillar:share~pillar:share~~criterion:points~~name`.

This form is the only one written, for points of view (`voices=`) and starting weights (`before=`) alike.
`profile;pillar:share,pillar:share;criterion:points`, written until November 2026, goes on being read.
"""

from dataclasses import replace
from urllib.parse import unquote

from ranking.model import Evidence
from ranking.typed.text import one_line
from ranking.weighing.scenario import Scenario, from_query, repriced
from ranking.workload.bill_as_facts import BILL, can_take_bill

WEIGHTS = ("profile", "pillars", "weights")
LONGEST_NAME = 40


def written(scenario: Scenario, name: str = "") -> str:
    """Write the weights of a scenario, under a name if there is one."""
    query = scenario.to_query()
    pairs = (query.get(k, "").replace(",", "~") for k in WEIGHTS[1:])
    # Only what parts entries: the address itself escapes the rest, and escaped twice it is half as long again.
    label = one_line(name)[:LONGEST_NAME].replace("%", "%25").replace(",", "%2C").replace("~", "%7E")
    return "~~".join([scenario.profile, *pairs, label])


def read(text: str, evidence: Evidence, question: Scenario) -> tuple[str, Scenario] | None:
    """Return (name, the question with the weights of a code); None where the text cannot be one."""
    parts = text.split("~~") if "~~" in text else [*text.split(";"), ""]
    if len(parts) != len(WEIGHTS) + 1:
        return None
    query = dict(zip(WEIGHTS, (part.replace("~", ",") for part in parts[:3]), strict=True))
    # Weights made while a bill stood in the place of unit prices are those prices' where none does.
    bill = f"{BILL}:" in query["weights"] and not evidence.replaced_prices and can_take_bill(evidence)
    scenario, notices = from_query(query | ({"priced": "1"} if bill else {}), evidence, question.as_of)
    if notices:
        return None
    scenario = repriced(scenario, "", evidence) if bill else scenario
    return one_line(unquote(parts[3]))[:LONGEST_NAME], replace(
        question, **{name: getattr(scenario, name) for name in WEIGHTS}
    )


def with_weights(scenario: Scenario, text: str, evidence: Evidence) -> Scenario | None:
    """Return the scenario with the weights of a code; None where the text cannot be one."""
    weights = read(text, evidence, scenario)
    return weights and weights[1]
