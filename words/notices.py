"""What an address entry may be, in words: said when one of a link could not be used."""

from ranking.model import Evidence
from words.language import Language


def allowed_text(say: Language, evidence: Evidence, key: str) -> str:
    """What is allowed under a key of the address."""
    lists = {
        "profile": [k for k, p in evidence.profiles.items() if p.usable],
        "offers": list(evidence.offers),
        "pillars": list(evidence.pillars),
        "weights": list(evidence.criteria),
        "require": list(evidence.gates),
    }
    names = ", ".join(lists.get(key, ()))
    texts = {
        "date": say("a day from 1 January 2018 on, such as 2020-07-06"),
        "profile": say("one of {names}", names=names),
        "offers": say("one or several of {names}", names=names),
        "pillars": say("name:number from 0 to 1000, with commas; names: {names}", names=names),
        "weights": say("name:number from 0 to 1000, with commas; names: {names}", names=names),
        "require": say("{names}, or indicator>=number within its scale", names=names),
        "rule": "strict, tolerant",
        "unknowns": "cautious, ignore, neutral",
        "known": "true, documented",
        "thin": "0, 1",
        "mix": say("a number up to 1, or min"),
        "lang": "fr, en",
        "data": say("a data version such as ab12cd34"),
        "pair": say("two different offers, with a comma"),
        "cell": say("an offer and a criterion: azure.hds"),
        "grades": say("some of the letters A, B, C"),
        "sides": say("two pillars or two criteria, with a comma"),
        "bundle": say("must-haves, with commas"),
        "vary": say("as this screen writes it"),
        "believe": say("an offer"),
        "view": "projector",
        "s": say("a code as this board makes it, copied whole"),
        "voices": say("profiles, “me” and entries of the screen of points of view, with commas"),
        "way": "direct, swing, order, pairs",
        "step": say("the number of a question"),
        "answers": say("as this screen writes it"),
        "before": say("as this screen writes it"),
        "bids": say("as this screen writes it"),
        "terms": say("as this screen writes it"),
        "record": say("as the link of a record writes it"),
        "other": say("as the link of a record writes it"),
        "meeting": say("a meeting's code: eight letters and digits"),
        "screen": "common",
    }
    return texts.get(key, say("no such entry"))
