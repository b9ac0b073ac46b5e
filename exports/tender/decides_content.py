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
    ranked: TenderRanking,
    judgement: Verdict | None,
    tipped: tuple[Tip, ...],
    deciding: tuple[DecisiveFacts, ...] | None,
) -> Section:
    """Return the section; judgement, tipped, deciding as the report takes them."""
    lines = [*_drawn(say, ranked, judgement), *_tips(say, ranked, tipped)]
    return Section(say("What decides"), [*lines, *(_alone(say, ranked, deciding) if judgement else ())])


def _drawn(say: Language, ranked: TenderRanking, judgement: Verdict | None) -> list[str]:
    """How often the first stays first while what is claimed, contested or unknown varies; the weights stand."""
    if judgement is None or len(judgement.first) != 1:
        return []
    lines = [
        say(
            "Weights, prices, what is verified and stated numbers stand; claimed levels and what is contested or "
            "unknown vary: {name} stays first in {share} of {n} draws.",
            name=ranked.evidence.offers[judgement.first[0]].name,
            share=say.percent(judgement.share),
            n=say.number(DRAWS),
        )
    ]
    if judgement.voice == "undecided":
        names = say.both([ranked.evidence.offers[o].name for o in judgement.leaders])
        lines.append(say("This does not tell {names} apart: the verdict is undecided.", names=names))
    return lines


def _tips(say: Language, ranked: TenderRanking, tipped: tuple[Tip, ...]) -> list[str]:
    requirements, names = {r.id: r for r in ranked.dossier.announced.requirements}, ranked.evidence.offers
    if not tipped:
        return [say("No single claim that is not verified would, if refuted, put another bid first.")]
    return [
        say(
            "If {bidder}’s claim on {requirement} is refuted, first is: {names}.",
            bidder=names[tip.answer.bidder].name,
            requirement=name_of(requirements[tip.answer.requirement]),
            names=say.both([names[w].name for w in tip.winners]) or say("nobody"),
        )
        for tip in tipped
    ]


def _alone(say: Language, ranked: TenderRanking, deciding: tuple[DecisiveFacts, ...] | None) -> list[str]:
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
    requirements = {scales.item(r): r for r in ranked.dossier.announced.requirements}
    lines = []
    for one in deciding[:MOST_NAMED]:
        fact = one.facts[0]
        requirement = requirements.get(fact.indicator)
        lines.append(
            say(
                "{bidder} on {requirement}: {then}.",
                bidder=ranked.evidence.offers[fact.offer].name,
                requirement=name_of(requirement)
                if requirement
                else say.text(ranked.evidence.indicators[fact.indicator].label),
                then=decisive_text(say, ranked.evidence, one),
            )
        )
    more = len(deciding) - MOST_NAMED
    if more > 0:
        lines.append(say.plural("{n} more answer decides alone.", "{n} more answers decide alone.", more))
    return lines
