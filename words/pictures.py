"""Names of the board's pictures, for choosing among those of a page."""

from words.language import Language


def picture_name(say: Language, what: str) -> str:
    """Return the short name of a picture of exports.pictures.catalogue."""
    return {
        "ranking": say("Ranking"),
        "pair": say("Two offers compared"),
        "tradeoff": say("Trade-off"),
        "plane": say("Both sides"),
        "timeline": say("Who leads when"),
        "ready": say("Who was ready when"),
        "bump": say("Places through time"),
        "robustness": say("Places"),
        "stability": say("Weights of pillars"),
        "stability_criteria": say("Weights of criteria"),
        "flips": say("One fact"),
        "replay": say("Decisions"),
        "evidence": say("Evidence"),
        "cost": say("Workload cost"),
        "stakeholders": say("Viewpoints"),
        "divides": say("What divides"),
        "elicited": say("Your weights"),
    }[what]
