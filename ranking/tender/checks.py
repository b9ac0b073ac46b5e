"""Faults of a dossier, each with where it stands, what is wrong and what is allowed; found all at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ranking.errors import told
from ranking.model import Evidence
from ranking.price import CHEAPEST, DEAREST, Bid, faults
from ranking.tender import scales
from ranking.tender.dossier import (
    EVALUATIONS,
    SCALES,
    Announced,
    BidAnswer,
    Bidder,
    Dossier,
    TenderRequirement,
)
from ranking.tender.sealing import state
from ranking.tender.vocabulary import POLICIES, ROW, EntryFault, shown, term_fault, words_of
from ranking.typed.text import one_line

MOST_REQUIREMENTS, MOST_BIDDERS, MOST_LEVELS = 1000, 200, 20
LONGEST_ID, LONGEST_NAME, LONGEST_TEXT = 40, 120, 2000
# Begins what the program adds beside the buyer's own identifiers.
OWN = "*"
HEAVIEST = 1_000_000
PRICES = told("a price from {least} to {most}", least=f"{CHEAPEST:f}", most=f"{DEAREST:.0f}")


def requirement_faults(one: TenderRequirement, public: Evidence) -> Iterator[EntryFault]:
    """Yield what is wrong with one requirement by itself."""
    yield from _identifier("id", one.id)
    if not one.text or len(one.text) > LONGEST_TEXT:
        yield EntryFault("text", told("a text of {n} characters", n=len(one.text)), _length(LONGEST_TEXT))
    unread = list(words_of(one, ROW))
    if unread:
        yield unread[0]
        return
    if one.scale == "text" and one.kind != "question":
        yield EntryFault("scale", shown("text"), told("a text only on a question: nothing scores it"))
    yield from _scale_faults(one, public)
    if one.kind == "criterion" and not 0 <= one.weight <= HEAVIEST:
        yield EntryFault(
            "weight", shown(scales.written(one.weight)), told("a number from {least} to {most}", least=0, most=HEAVIEST)
        )
    if one.kind != "criterion" and one.weight:
        yield EntryFault("weight", shown(scales.written(one.weight)), told("nothing: only criteria have a weight"))
    if len(one.group) > LONGEST_NAME or one.group.startswith(OWN):
        yield EntryFault("group", shown(one.group), _length(LONGEST_NAME))


def announced_faults(announced: Announced, public: Evidence) -> Iterator[tuple[str, EntryFault]]:
    """Yield (place, fault) of everything that stands in the way of sealing."""
    for n, one in enumerate(announced.requirements):
        for fault in requirement_faults(one, public):
            yield f"requirements[{n}]", fault
    yield from ((f"requirements[{n}]", fault) for n, fault in list_faults(announced.requirements))
    yield from (("announced", fault) for fault in words_of(announced, POLICIES))
    for fault in faults([Bid("a", 1, 1), Bid("b", 1, 1)], announced.price):
        yield "announced.price", term_fault(fault.what, announced.price)


def list_faults(requirements: Iterable[TenderRequirement]) -> Iterator[tuple[int, EntryFault]]:
    """Yield (number of the requirement, from 0; fault) of what is wrong with the list as a whole.

    That is: too long, an identifier or an indicator of the board twice, no weight.
    """
    requirements = tuple(requirements)
    if len(requirements) > MOST_REQUIREMENTS:
        wrong = told("{n} requirements", n=len(requirements))
        yield MOST_REQUIREMENTS, EntryFault("id", wrong, told("at most {n}", n=MOST_REQUIREMENTS))
    scored = [r.kind != "must_have" and r.scale == "board" for r in requirements]
    for field, names, allowed in (
        ("id", [scales.folded(r.id) for r in requirements], told("each identifier once")),
        (
            "board",
            [r.board if own else "" for r, own in zip(requirements, scored, strict=True)],
            told("each indicator of the board once"),
        ),
    ):
        seen: set[str] = set()
        for n, name in enumerate(names):
            if name and name in seen:
                yield n, EntryFault(field, told("{name} stands twice", name=getattr(requirements[n], field)), allowed)
            seen.add(name)
    criteria = [n for n, r in enumerate(requirements) if r.kind == "criterion"]
    if criteria and not sum(requirements[n].weight for n in criteria) > 0:
        allowed = told("a weight above 0 on one criterion at least")
        yield criteria[0], EntryFault("weight", told("every weight is zero"), allowed)


def dossier_faults(dossier: Dossier, public: Evidence) -> Iterator[tuple[str, EntryFault]]:
    """Yield (place, fault) of everything that stands in the way of a ranking."""
    yield from announced_faults(dossier.announced, public)
    if len(dossier.bidders) > MOST_BIDDERS:
        yield (
            "bidders",
            EntryFault("id", told("{n} bidders", n=len(dossier.bidders)), told("at most {n}", n=MOST_BIDDERS)),
        )
    for n, one in enumerate(dossier.bidders):
        for fault in bidder_faults(one, public, bool(dossier.announced.criteria)):
            yield f"bidders[{n}]", fault
    for place, names in (
        ("bidders", [b.id for b in dossier.bidders]),
        ("prices", [p.bidder for p in dossier.prices]),
        ("answers", [f"{a.bidder}, {a.requirement}" for a in dossier.answers]),
    ):
        for name, times in Counter(names).items():
            if times > 1:
                yield place, EntryFault("id", told("{name} stands twice", name=name), told("each once"))
    requirements = {r.id: r for r in dossier.announced.requirements}
    bidders = {b.id for b in dossier.bidders}
    for n, answer in enumerate(dossier.answers):
        for fault in answer_faults(answer, requirements, bidders, public):
            yield f"answers[{n}]", fault
    for n, price in enumerate(dossier.prices):
        if price.bidder not in bidders:
            yield f"prices[{n}]", EntryFault("bidder", shown(price.bidder), told("a bidder of this dossier"))
        if not CHEAPEST <= price.amount <= DEAREST:
            yield f"prices[{n}]", EntryFault("amount", shown(f"{price.amount:g}"), PRICES)
    yield from _order_faults(dossier)


def answer_faults(
    answer: BidAnswer, requirements: dict[str, TenderRequirement], bidders: Iterable[str], public: Evidence
) -> Iterator[EntryFault]:
    """Yield what is wrong with one answer. requirements: by their identifier."""
    wanted = requirements.get(answer.requirement)
    if wanted is None:
        yield EntryFault("requirement", shown(answer.requirement), told("a requirement of this dossier"))
        return
    if answer.bidder not in bidders:
        yield EntryFault("bidder", shown(answer.bidder), told("a bidder of this dossier"))
    if answer.word not in EVALUATIONS:
        yield EntryFault("word", shown(answer.word), ", ".join(EVALUATIONS))
        return
    for field, needed in (("value", answer.word != "missing"), ("found", False)):
        text = getattr(answer, field)
        if not (text or needed):
            continue
        if wanted.scale not in SCALES or not _on_scale(wanted, text, public):
            yield EntryFault(field, shown(text), allowed_on(wanted, public))
    if answer.word == "missing" and answer.value:
        yield EntryFault("value", shown(answer.value), told("nothing where the answer is missing"))
    if answer.found and answer.word != "refuted":
        yield EntryFault("found", shown(answer.found), told("nothing but where the claim is refuted"))


def allowed_on(one: TenderRequirement, public: Evidence) -> str:
    """Return what an answer to a requirement may be."""
    if one.scale == "yes_no":
        return told("yes or no")
    if one.scale == "levels":
        return told("one of {names}", names="; ".join(one.levels))
    if one.scale == "board" and (scale := scales.board_scale(one, public)) and scale.levels:
        return told(
            "one of {names}", names="; ".join(f"{n} = {text.fr} / {text.en}" for n, text in scale.levels.items())
        )
    return told("a text") if one.scale == "text" else told("a number such as 99.5")


def unread(error: scales.NotOnScale, text: str, allowed: str) -> tuple[str, str]:
    """Return what is wrong with a text that is not on its scale, and what is allowed."""
    if isinstance(error, scales.TwoWays):
        wrong = told("“{text}” can mean {low} or {high}", text=text, low=error.low, high=error.high)
        return wrong, told("{first} or {second}", first=error.high, second=f"{error.low}0")
    return told("“{text}”", text=text[:40]), allowed


def _scale_faults(one: TenderRequirement, public: Evidence) -> Iterator[EntryFault]:
    if one.scale == "levels":
        names = [scales.folded(x) for x in one.levels]
        if not 2 <= len(names) <= MOST_LEVELS or not all(names) or len(set(names)) < len(names):
            yield EntryFault(
                "levels", shown("; ".join(one.levels)), told("2 to {n} names, from worst to best", n=MOST_LEVELS)
            )
            return
    if one.scale == "number" and one.kind != "question" and not scales.between(one):
        yield EntryFault("worst", told("no worst and best value that differ"), told("two numbers, such as 90 and 99.9"))
        return
    if one.scale == "board":
        indicator = scales.board_scale(one, public)
        if indicator is None or (one.kind == "criterion" and indicator.kind == "info" and indicator.scale != "flag"):
            yield EntryFault(
                "board", shown(one.board), told("one of {names}", names=", ".join(_answerable(one, public)))
            )
            return
    if one.kind == "must_have" and one.scale in ("levels", "number", "board"):
        if not _on_scale(one, one.minimum, public):
            yield EntryFault("minimum", shown(one.minimum), allowed_on(one, public))


def _answerable(one: TenderRequirement, public: Evidence) -> list[str]:
    names = [k for k in public.indicators if scales.board_scale(TenderRequirement(k, "", "", "board", board=k), public)]
    return [k for k in names if one.kind != "criterion" or public.indicators[k].kind != "info"]


def bidder_faults(one: Bidder, public: Evidence, own: bool) -> Iterator[EntryFault]:
    """Yield what is wrong with one bidder by itself; own: whether the dossier has criteria of its own."""
    yield from _identifier("id", one.id)
    if one.name != one_line(one.name) or not 0 < len(one.name) <= LONGEST_NAME:
        yield EntryFault("name", shown(one.name), _length(LONGEST_NAME))
    if (one.offer or not own) and one.offer not in public.offers:
        yield EntryFault("offer", shown(one.offer), told("one of {names}", names=", ".join(public.offers)))


def _order_faults(dossier: Dossier) -> Iterator[tuple[str, EntryFault]]:
    """Requirements are sealed before the bids are opened, and second envelopes stay closed until they are opened."""
    bids = dossier.answers or dossier.prices
    if bids and not dossier.seals:
        yield (
            "seals",
            EntryFault("seals", told("answers before the seal"), told("requirements sealed before bids are opened")),
        )
    elif bids and state(dossier) == "changed":
        yield (
            "announced",
            EntryFault(
                "requirements", told("changed since the seal"), told("a new seal that says why, before bids count")
            ),
        )
    if dossier.prices and dossier.announced.envelopes == 2 and dossier.opened is None:
        yield (
            "prices",
            EntryFault("prices", told("a second envelope not yet opened"), told("no price before it is opened")),
        )


def _identifier(field: str, text: str) -> Iterator[EntryFault]:
    if text != one_line(text) or not 0 < len(text) <= LONGEST_ID or text.startswith(OWN):
        yield EntryFault(field, shown(text), _length(LONGEST_ID))


def _on_scale(one: TenderRequirement, text: str, public: Evidence) -> bool:
    return _reads(lambda: scales.read(one, scales.Exact(text), public)) == text and bool(text)


def _reads(read: Callable[[], str]) -> str | None:
    try:
        return read()
    except scales.NotOnScale:
        return None


def _length(most: int) -> str:
    return told("1 to {n} characters on one line", n=most)
