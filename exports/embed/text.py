"""What stands around a frame whatever it shows: day, data, sources, where the whole board is."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode

from ranking.model import Evidence
from ranking.weighing.scenario import TODAY, Scenario
from words.facts.freshness import nothing_later
from words.language import Language
from words.reading import facts_text


class Follow(NamedTuple):
    """What of a frame moves on after it was placed: the day, the data."""

    day: bool = False
    data: bool = False


def linked(
    evidence: Evidence, scenario: Scenario, code: str, shown: Mapping[str, str], follow: Follow
) -> dict[str, str]:
    """Return the entries of a link to the same on the board, fixed to day and data or following them as the frame."""
    day = {"date": TODAY} if follow.day else {}
    data = {} if follow.data else {"data": evidence.version}
    looks = {k: v for k, v in shown.items() if k not in ("view", "open", "record", "board", "against")}
    return scenario.to_query() | day | looks | {"lang": code} | data


def around_all(
    say: Language, evidence: Evidence, scenario: Scenario, follow: Follow, entries: Mapping[str, str], page: str
) -> dict[str, str]:
    """Return day, data version, what kind of link it is, and the queries of the links that lead out."""
    facts = evidence.filed.facts
    sources = {f.source.url or f.source.title for f in facts}
    return {
        "day": say("Facts as of {day}", day=say.day(scenario.as_of)),
        "late": nothing_later(say, evidence, scenario.as_of),
        "rests": facts_text(say, evidence, len(facts), len(sources)),
        "kind": _kind(say, follow),
        "query": query(entries),
        "page": "" if page == "ranking" else page,
        "facts_query": query(entries),
    }


def _kind(say: Language, follow: Follow) -> str:
    """Return what of the frame stays and what moves on."""
    return {
        Follow(False, False): say("Fixed: this day and these data, whenever it is opened."),
        Follow(False, True): say("The day is fixed; the data follow."),
        Follow(True, False): say("The data are fixed; the day follows."),
        Follow(True, True): say("Living: day and data follow."),
    }[follow]


def query(entries: Mapping[str, str]) -> str:
    """Return entries as a link of the board writes them."""
    return urlencode(dict(entries), safe=",:", quote_via=quote)


def first_capital(text: str) -> str:
    """Return a phrase as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
