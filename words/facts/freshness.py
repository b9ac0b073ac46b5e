"""What the days of facts say, in sentences: ends of certificates, sources to be re-read, days nothing speaks for."""

from datetime import date

from ranking.facts.freshness import beyond, ending, stale
from ranking.model import Evidence, Fact
from ranking.weighing.rank import Ranking
from words.language import Language


def ending_facts(ranking: Ranking) -> list[Fact]:
    """Return the certificates of the offers shown that end within twelve months of the day, soonest first."""
    shown = ranking.scenario.offers
    facts = (f for f in ranking.matrix.facts.values() if shown is None or f.offer in shown)
    return ending(facts, ranking.scenario.as_of)


def ending_sentence(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return which certificates end within twelve months of the ranking's day; "" where none does."""
    certificates = [
        say(
            "{offer}, {certificate}: {day}",
            offer=evidence.offers[f.offer].name,
            certificate=say.text(evidence.indicators[f.indicator].label),
            day=say.day(f.valid_to),
        )
        for f in ending_facts(ranking)
    ]
    return (
        say("Certificates that end within twelve months: {list}.", list=say("; ").join(certificates))
        if certificates
        else ""
    )


def nothing_later(say: Language, evidence: Evidence, day: date) -> str:
    """Return the sentence that no fact on file speaks for `day`; "" where one can."""
    last = beyond(evidence, day)
    return say("Facts were last re-read on {day}; nothing later is known.", day=say.day(last)) if last else ""


def follows_the_day(say: Language) -> str:
    """Return the sentence on an address that names no day of its own."""
    return say("This link is living: on another day, or with other data, it may say something else. Export fixes it.")


def re_read_sentence(say: Language, evidence: Evidence, day: date) -> str:
    """Return how many facts of `day` rest on a source that was not re-read for 180 days; "" where none does."""
    n = len(stale(evidence, day))
    return (
        n
        and say.plural(
            "{n} fact is to be re-read: nobody had opened its source for 180 days.",
            "{n} facts are to be re-read: nobody had opened their sources for 180 days.",
            n,
        )
        or ""
    )


def days_sentence(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return both sentences about the ranking's day, as far as there is something to say."""
    sentences = (nothing_later(say, evidence, ranking.scenario.as_of), ending_sentence(say, evidence, ranking))
    return " ".join(filter(None, sentences))
