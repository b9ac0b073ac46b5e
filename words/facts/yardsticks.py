"""An official framework's reading of the offers, in words."""

from collections.abc import Iterable, Sequence
from datetime import date

from ranking.model import Evidence
from ranking.weighing.explain import ahead_and_behind
from ranking.weighing.rank import Ranking, pillar_points
from ranking.yardsticks.assess import Assessment, PossibleAnswers
from ranking.yardsticks.compare import Replayed, ReversedPair
from ranking.yardsticks.framework import FrameworkQuestion
from ranking.yardsticks.load import version
from ranking.yardsticks.reading import Reading
from words.language import Language
from words.typography import NO_BREAK


def finding(say: Language, evidence: Evidence, reading: Reading, minimum: int) -> str:
    """Return how many offers the documented facts keep from a level asked of every objective; the subject's case."""
    assessments = reading.known
    if not assessments:
        return say("No offer was on sale on {day}.", day=say.day(reading.day))
    out = [o for o, a in assessments.items() if a.passes(minimum) == "no"]
    if not out:
        return say("No documented fact keeps an offer from SEAL-{level}.", level=minimum)
    counted = {"n": len(out), "all": len(assessments), "level": minimum}
    if evidence.subject not in assessments:
        return say.plural(
            "The documented facts keep {n} offer of {all} from SEAL-{level}.",
            "The documented facts keep {n} offers of {all} from SEAL-{level}.",
            **counted,
        )
    named = {**counted, "offer": evidence.offers[evidence.subject].name}
    if evidence.subject in out:
        return say.plural(
            "The documented facts keep {n} offer of {all} from SEAL-{level}: {offer}.",
            "The documented facts keep {n} offers of {all} from SEAL-{level}, {offer} among them.",
            **named,
        )
    return say.plural(
        "The documented facts keep {n} offer of {all} from SEAL-{level}; {offer} may reach it.",
        "The documented facts keep {n} offers of {all} from SEAL-{level}; {offer} may reach it.",
        **named,
    )


def sure_sentence(say: Language, reading: Reading, minimum: int) -> str:
    """Return how many offers reach the level whatever the open answers, and how much is open."""
    if not reading.known:
        return ""
    sure = sum(a.passes(minimum) == "yes" for a in reading.known.values())
    left = [sum(x.open for x in a.answers.values()) for a in reading.known.values()]
    sentence = (
        say.plural("{n} offer is sure to reach it.", "{n} offers are sure to reach it.", sure)
        if sure
        else say("None is sure to reach it.")
    )
    return say(
        "{said} Of the {all} questions, {low} to {high} have no documented fact that narrows the answer.",
        said=sentence,
        all=len(reading.framework.questions),
        low=min(left),
        high=max(left),
    )


def terms(say: Language, reading: Reading) -> tuple[str, ...]:
    """Return the sentences on how the framework is read here."""
    return (
        say(
            "{name}, {weights}. Facts of {day}.",
            name=say.text(reading.framework.name),
            weights=say.text(reading.weights.name),
            day=say.day(reading.day),
        ),
        say(
            "A documented fact (grade A or B) excludes answers and guesses none; our own inferences (C) exclude "
            "nothing here. Where nothing is known every answer stays possible, so that score and level are ranges."
        ),
        say("The level (SEAL) is the lowest of all answers, as in the calculator: one answer can hold it down."),
        say.text(reading.framework.note),
        files_text(say),
    )


def files_text(say: Language) -> str:
    """Return the version of the framework's files: they are no part of the data version."""
    return say(
        "Questions, points, weights, rules and award: files {version}, beside the data version.",
        version=version(),
    )


def given_sentence(say: Language, evidence: Evidence, reading: Reading) -> str:
    """Return which offers are read with answers of the visitor's own; "" without any."""
    own = [o for o, a in reading.known.items() if any(x.given for x in a.answers.values())]
    if not own:
        return ""
    return say("Your own answers replace the facts of {offers}.", offers=say.both(evidence.offers[o].name for o in own))


def sources_text(say: Language, reading: Reading) -> str:
    """Return where the framework, its weights and its ladders were read, as links of Markdown, each once."""
    used = reading.framework
    every = dict.fromkeys((used.source, reading.weights.source, *used.read_in))
    links = (f"[{s.title}]({s.url})" + (f", {say.partial_day(s.day)}" if s.day else "") for s in every)
    return say("Read in: {list}.", list=say("; ").join(links))


def reading_sentence(say: Language) -> str:
    """Return how to read the table."""
    return say(
        "A bar goes from the lowest to the highest that the documented facts leave possible; the thin line is what our "
        "own inferences would leave of it."
    )


def level_text(say: Language, seal: tuple[int, int]) -> str:
    """Return a level, or the range of it, on one line."""
    low, high = seal
    return f"SEAL-{low}" if low == high else say("SEAL-{low} to {high}", low=low, high=high).replace(" ", NO_BREAK)


def score_text(say: Language, score: tuple[float, float]) -> str:
    """Return a score, or the range of it, without decimals."""
    low, high = (say.number(x, 0) for x in score)
    return low if low == high else say("{low} to {high}", low=low, high=high)


def question_text(say: Language, question: FrameworkQuestion) -> str:
    """Return the number of a question and what it asks."""
    return f"{question.id} {say.text(question.asks)}"


def held_by(say: Language, a: Assessment, most: int = 2) -> list[tuple[str, str]]:
    """Return (question, indicator of the fact) of what holds the level down, then how many more, without a fact."""
    capping = [(question_text(say, a.answers[k].question), _indicator(a.answers[k])) for k in a.caps[:most]]
    rest = len(a.caps) - most
    return [*capping, (say.plural("and {n} other", "and {n} others", rest), "")] if rest > 0 else capping


def left_text(say: Language, answer: PossibleAnswers) -> str:
    """Return the answers that remain, the worst first; a word where all do."""
    if answer.open:
        return say("all answers")
    return say(" / ").join(say.text(answer.question.answers[k - 1]) for k in sorted(answer.left))


def parted_sentence(say: Language, parts: Sequence[ReversedPair]) -> str:
    """Return what the board's order and the framework's ceilings make of each other."""
    if not parts:
        return say("The board's sovereignty pillar and the framework's levels put no pair the other way round.")
    return say.plural(
        "In {n} pair our pillar prefers the offer whose level a documented fact holds down further. A high ceiling may "
        "only mean that little is documented.",
        "In {n} pairs our pillar prefers the offer whose level a documented fact holds down further. A high ceiling "
        "may only mean that little is documented.",
        len(parts),
    )


def parted_why(say: Language) -> str:
    """Return why an adding pillar and a level by the weakest answer differ."""
    return say(
        "Our pillar adds: keys kept outside and a bound place make up for a stack owned abroad. The framework's level "
        "takes the weakest answer. Neither is wrong; they answer different questions."
    )


def award_sentence(say: Language, evidence: Evidence, replayed: Iterable[Replayed]) -> str:
    """Return in how many of the offers the level published lies in what the facts of the day leave."""
    replayed = list(replayed)
    against = [evidence.offers[r.assessment.offer].name for r in replayed if not r.agrees]
    if not against:
        return say("Each level published lies in the range that the documented facts leave.")
    return say(
        "{n} of {all} published levels lie in the range that the documented facts leave; not that of {offers}.",
        n=len(replayed) - len(against),
        all=len(replayed),
        offers=say.both(against),
    )


def award_reversed_sentence(say: Language, evidence: Evidence, answer: Ranking, offers: Sequence[str]) -> str:
    """Return which winner our pillar put above which others on the day of the award, and why the level does not."""
    pillar = evidence.pole("sovereignty")
    points = pillar_points(answer, pillar)
    lowest = pillar_points(answer, pillar, "low")[offers[0]]
    weighed = {c.id: c for c in evidence.criteria_of(pillar) if answer.weighting.within[c.id] > 0}
    more, less = (
        say.both(say("“{name}”", name=say.text(weighed[c].label)) for c in criteria)
        for criteria in ahead_and_behind(answer, offers[0], offers[1:], tuple(weighed))
    )
    first, *others = (
        say("{offer} ({points})", offer=evidence.offers[o].name, points=say.number(points[o], 1)) for o in offers
    )
    return say(
        "Under neutral weights our sovereignty pillar put {first} above {others} on that day. The table below says by "
        "which facts: the pillar adds what each is worth, so that {more} outweigh {less}. The level takes the weakest "
        "answer alone. No scale was changed for it. At the low end of its contested facts {name} would have {low}.",
        first=first,
        others=say.both(others),
        name=evidence.offers[offers[0]].name,
        low=say.number(lowest, 1),
        more=more,
        less=less,
    )


def history_sentence(
    say: Language, evidence: Evidence, offer: str, steps: Sequence[tuple[date, Assessment]], day: date
) -> str:
    """Return how often the documented facts moved an offer's level or score up to a day, and what it was first."""
    past = [(since, a) for since, a in steps if since <= day]
    name = evidence.offers[offer].name
    if not past:
        return say("{offer}: no documented fact up to {day}.", offer=name, day=say.day(day))
    since, first = past[0]
    return say.plural(
        "{offer}, up to {day}: {n} reading. {first} from {since} on, {last} in the end.",
        "{offer}, up to {day}: {n} readings. {first} from {since} on, {last} in the end.",
        len(past),
        offer=name,
        day=say.day(day),
        since=say.day(since),
        first=level_text(say, first.seal),
        last=level_text(say, past[-1][1].seal),
    )


def passes_text(say: Language, outcome: str) -> str:
    """Return whether a level is reached, in a word."""
    return {"yes": say("reached"), "no": say("out of reach"), "open": say("open")}[outcome]


def _indicator(answer: PossibleAnswers) -> str:
    return answer.facts[0][1].indicator if answer.facts else ""
