"""The facts and sources that the verdict rests on, as a list of links to their cells."""

from collections.abc import Callable, Sequence

from charts.parts.templates import render
from ranking.facts.door import door_of
from ranking.model import Evidence, Fact
from ranking.verdict.decisive_facts import DecisiveFacts
from words.language import Language
from words.ranking.verdict import decisive_text, fact_text


def rests_html(say: Language, evidence: Evidence, decisive: Sequence[DecisiveFacts], link: Callable[[str], str]) -> str:
    """Return the list. link: address of the page with a door such as azure.certification.hds open."""
    tried = say("Each fact, and all that one source says, was left out in turn; where that changes the answer:")
    billed = say(
        "A bill is left out whole, under the source of its largest price; its prices are not tried one by one."
    )
    return render(
        "ranking/rests.html.j2",
        reading=f"{billed} {tried}" if evidence.replaced_prices else tried,
        facts=[
            {**_fact(say, evidence, d.facts[0], link), "without": decisive_text(say, evidence, d)}
            for d in decisive
            if not d.source
        ],
        sources=[_source(say, evidence, d, link) for d in decisive if d.source],
    )


def _source(say: Language, evidence: Evidence, decisive: DecisiveFacts, link: Callable[[str], str]) -> dict:
    return {
        "url": decisive.source,
        "title": decisive.facts[0].source.title,
        "count": say.plural("{n} fact", "{n} facts", len(decisive.facts)),
        "facts": [_fact(say, evidence, fact, link) for fact in decisive.facts],
        "without": decisive_text(say, evidence, decisive),
    }


def _fact(say: Language, evidence: Evidence, fact: Fact, link: Callable[[str], str]) -> dict:
    door = door_of(evidence, fact.offer, fact.indicator)
    return {"text": f"{fact_text(say, evidence, fact)} ({fact.confidence})", "href": link(door), "door": door}
