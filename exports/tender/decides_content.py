"""What decides a tender: how often the first stays first, claims that would change it, answers that decide alone."""

from exports.tender.content import Section
from exports.tender.parts import name_of
from ranking.tender import scales
from ranking.tender.award import MOST_CELLS, TenderRanking, Tip
from ranking.verdict.decisive_facts import DecisiveFacts
from ranking.verdict.draws import DRAWS
from ranking.verdict.verdict import Verdict
from words.language import Language
from words.ranking.verdict import decisive_text

MOST_NAMED = 12


def decides_section(
    say: Language,
    found: TenderRanking,
    said: Verdict | None,
    tipped: tuple[Tip, ...],
    deciding: tuple[DecisiveFacts, ...] | None,
) -> Section:
    """Return the section; said, tipped, deciding as the report takes them."""
    lines = [*_drawn(say, found, said), *_tips(say, found, tipped)]
    return Section(say("What decides"), [*lines, *(_alone(say, found, deciding) if said else ())])


def _drawn(say: Language, found: TenderRanking, said: Verdict | None) -> list[str]:
    """How often the first stays first while what is claimed, contested or unknown varies; the weights stand."""
    if said is None or len(said.first) != 1:
        return []
    lines = [
        say(
            "Weights, prices, what is verified and stated numbers stand; claimed levels and what is contested or "
            "unknown vary: {name} stays first in {share} of {n} draws.",
            name=found.evidence.offers[said.first[0]].name,
            share=say.percent(said.share),
            n=say.number(DRAWS),
        )
    ]
    if said.voice == "undecided":
        names = say.both([found.evidence.offers[o].name for o in said.leaders])
        lines.append(say("This does not tell {names} apart: the verdict is undecided.", names=names))
    return lines


def _tips(say: Language, found: TenderRanking, tipped: tuple[Tip, ...]) -> list[str]:
    held, names = {r.id: r for r in found.dossier.announced.requirements}, found.evidence.offers
    if not tipped:
        return [say("No single claim that is not verified would, if refuted, put another bid first.")]
    return [
        say(
            "If {bidder}’s claim on {requirement} is refuted, first is: {names}.",
            bidder=names[tip.answer.bidder].name,
            requirement=name_of(held[tip.answer.requirement]),
            names=say.both([names[w].name for w in tip.winners]) or say("nobody"),
        )
        for tip in tipped
    ]


def _alone(say: Language, found: TenderRanking, deciding: tuple[DecisiveFacts, ...] | None) -> list[str]:
    """What would be said without each answer that decides alone."""
    if deciding is None:
        return [
            say(
                "Which answers decide alone stands in the JSON: above {n} answers the page does not reckon it.",
                n=say.number(MOST_CELLS),
            )
        ]
    if not deciding:
        return [say("No answer decides alone: without any one of them the verdict is the same.")]
    held = {scales.item(r): r for r in found.dossier.announced.requirements}
    lines = []
    for one in deciding[:MOST_NAMED]:
        fact = one.facts[0]
        asked = held.get(fact.indicator)
        lines.append(
            say(
                "{bidder} on {requirement}: {then}.",
                bidder=found.evidence.offers[fact.offer].name,
                requirement=name_of(asked) if asked else say.text(found.evidence.indicators[fact.indicator].label),
                then=decisive_text(say, found.evidence, one),
            )
        )
    more = len(deciding) - MOST_NAMED
    if more > 0:
        lines.append(say.plural("{n} more answer decides alone.", "{n} more answers decide alone.", more))
    return lines
