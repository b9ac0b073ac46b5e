"""A dossier as ordinary Evidence: its own criteria and bidders, or the public board with private answers laid over it.

Every function of ranking, verdict and robustness then works on a tender as on public facts. A requirement of kind
criterion makes the criteria the dossier's own; without one the board's criteria stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ranking.facts.decision_matrix import facts_in_force
from ranking.facts.scales import quantity
from ranking.model import UNKNOWN, Bilingual, Criterion, Evidence, Fact, Gate, Offer, Pillar, Profile, Source
from ranking.price import FORMULAS, Bid
from ranking.tender import scales
from ranking.tender.dossier import BidAnswer, Bidder, Dossier, TenderRequirement, digest
from ranking.weighing.scenario import Scenario
from ranking.weights import equal_shares, normalised

PROFILE = "tender"
# Beside the buyer's names, none of which begins with *: the group of requirements without one, price, bids with one.
NO_GROUP, PRICE, PRICED = "*requirements", "*price", "*priced"
# What a claim is worth in the draws of a verdict: checked as an official page, claimed as an inference.
GRADES = {"verified": "A", "refuted": "A", "claimed": "C", "missing": "C"}
_NOTHING = Bilingual("", "")
NO_GROUP_LABEL = Bilingual("Exigences", "Requirements")
_LABELS = {
    NO_GROUP: NO_GROUP_LABEL,
    PRICE: Bilingual("Prix", "Price"),
    PRICED: Bilingual("Un prix est donné", "A price is given"),
    PROFILE: Bilingual("Pondération du marché", "Weights of the tender"),
}


def evidence_of(dossier: Dossier, public: Evidence) -> Evidence:
    """Return the evidence of a dossier without faults (ranking.tender.checks); its version names both."""
    version = f"{public.version}+{digest(dossier)[:8]}"
    return _own(dossier, public, version) if dossier.announced.criteria else _laid_over(dossier, public, version)


def scenario_of(dossier: Dossier) -> Scenario:
    """Return the question that the seal asks: must-haves, policies, weights; thinly known criteria weigh too."""
    announced = dossier.announced
    require = tuple(r.id for r in announced.requirements if r.kind == "must_have")
    if announced.criteria:
        more = (PRICED,) if dossier.prices_count else ()
        require, own = (*require, *more), {"profile": PROFILE, "thin": True}
    else:
        own = {"offers": tuple(b.offer for b in dossier.bidders) or None}
    return Scenario(dossier.day, require=require, rule=announced.rule, unknowns=announced.unknowns, **own)


def private(dossier: Dossier) -> frozenset[tuple[str, str]]:
    """Return (bidder, indicator) of every cell that rests on an answer or a price; all others rest on public facts."""
    requirements = {r.id: r for r in dossier.announced.requirements}
    cells = {(a.bidder, scales.item(requirements[a.requirement])) for a in dossier.answers}
    return frozenset(cells | ({(p.bidder, PRICE) for p in dossier.prices} if dossier.prices_count else set()))


def public_facts(requirement: TenderRequirement, bidder: Bidder, dossier: Dossier, public: Evidence) -> Fact | None:
    """Return what public facts say of a requirement for the bidder's offer on the dossier's day, or None."""
    if requirement.scale != "board" or bidder.offer not in public.offers:
        return None
    facts = facts_in_force(public.offers[bidder.offer].facts, dossier.day)
    return facts.get((bidder.offer, requirement.board))


def _laid_over(dossier: Dossier, public: Evidence, version: str) -> Evidence:
    """The public evidence with private answers to its own indicators laid over, and the must-haves of the dossier."""
    musthaves = [r for r in dossier.announced.requirements if r.kind == "must_have"]
    listed = [r for r in dossier.announced.requirements if r.kind == "question" and r.scale == "board"] + musthaves
    bidders, answers = {b.offer: b for b in dossier.bidders}, _by_cell(dossier)
    offers = {
        name: replace(offer, facts=(*offer.facts, *_facts(bidders[name], listed, answers, dossier, public, name)))
        if name in bidders
        else offer
        for name, offer in public.offers.items()
    }
    flags = {r.id: scales.flag(r.id, Bilingual(r.text, r.text)) for r in musthaves}
    return replace(
        public,
        offers=offers,
        indicators={**public.indicators, **flags},
        gates={**public.gates, **{r.id: scales.must_have(r) for r in musthaves}},
        version=version,
    )


def _own(dossier: Dossier, public: Evidence, version: str) -> Evidence:
    """Evidence of the dossier's own criteria and bidders."""
    announced, answers = dossier.announced, _by_cell(dossier)
    musthaves = [r for r in announced.requirements if r.kind == "must_have"]
    criteria = {scales.item(r): scales.criterion(r, r.group or NO_GROUP, public) for r in announced.criteria}
    flags = {r.id: scales.flag(r.id, Bilingual(r.text, r.text)) for r in musthaves}
    gates = {r.id: scales.must_have(r) for r in musthaves}
    offers = {
        b.id: _offer(
            b, dossier, public, tuple(_facts(b, (*announced.criteria, *musthaves), answers, dossier, public, b.id))
        )
        for b in dossier.bidders
    }
    if dossier.prices_count:
        criteria[PRICE] = _price_criterion()
        flags[PRICED] = scales.flag(PRICED, _LABELS[PRICED])
        gates[PRICED] = Gate(PRICED, PRICED, 1, _LABELS[PRICED], _NOTHING, None, Source(""))
        offers = _with_prices(offers, dossier, gates)
    if dossier.prices_count and FORMULAS[announced.formula].price_part is None:
        del criteria[PRICE]
    pillars = {c.pillar: _pillar(c.pillar) for c in criteria.values()}
    profiles = {
        PROFILE: _profile(PROFILE, *_weights(dossier, criteria)),
        "equal": _profile(
            "equal",
            equal_shares(pillars),
            {p: equal_shares(c.id for c in criteria.values() if c.pillar == p) for p in pillars},
        ),
    }
    return Evidence(offers, pillars, criteria, {**criteria, **flags}, profiles, gates, (), (), version)


def _by_cell(dossier: Dossier) -> dict[tuple[str, str], BidAnswer]:
    return {(a.bidder, a.requirement): a for a in dossier.answers}


def _facts(
    bidder: Bidder,
    requirements: list[TenderRequirement] | tuple[TenderRequirement, ...],
    answers: Mapping[tuple[str, str], BidAnswer],
    dossier: Dossier,
    public: Evidence,
    offer: str,
) -> Iterator[Fact]:
    """The facts of a bidder, under the offer's name: for each requirement its answer, else what is public of it."""
    on_file = public.offers[bidder.offer].facts if bidder.offer in public.offers else ()
    own = offer == bidder.id and bool(dossier.announced.criteria)
    for one in requirements:
        answer = answers.get((bidder.id, one.id))
        if answer is not None:
            yield _answered(one, answer, bidder, dossier, public, offer)
        elif one.scale == "board" and (own or one.kind == "must_have"):
            yield from (_public(one, f, public, offer) for f in on_file if f.indicator == one.board)


def _answered(
    one: TenderRequirement, answer: BidAnswer, bidder: Bidder, dossier: Dossier, public: Evidence, offer: str
) -> Fact:
    """The fact of an answer: what counts of it after the evaluator's word."""
    source = Source(f"{bidder.name}: {answer.page}" if answer.page else bidder.name)
    value = scales.counted(one, answer, public)
    if value is not None and one.kind == "must_have":
        value = float(scales.met(one, value, public))
    return Fact(
        offer,
        scales.item(one),
        dossier.day,
        UNKNOWN if value is None else value,
        GRADES[answer.word],
        source,
        note=Bilingual(answer.reason, answer.reason) if answer.reason else None,
        checked=dossier.day,
    )


def _public(one: TenderRequirement, fact: Fact, public: Evidence, offer: str) -> Fact:
    """A public fact of the bidder's offer, under the bidder's name; for a must-have, whether it reaches the minimum."""
    if one.kind != "must_have":
        return replace(fact, offer=offer)
    if fact.value == UNKNOWN:
        return replace(fact, offer=offer, indicator=one.id)
    scale = public.indicators[one.board]
    ends = [
        None if x is None else float(scales.met(one, x, public))
        for x in (quantity(scale, fact.value), fact.low, fact.high)
    ]
    low, high = (None, None) if None in ends[1:] else sorted(ends[1:])
    return replace(fact, offer=offer, indicator=one.id, value=ends[0], low=low, high=high)


def _offer(bidder: Bidder, dossier: Dossier, public: Evidence, facts: tuple[Fact, ...]) -> Offer:
    known = public.offers.get(bidder.offer)
    about = known.offer if known else _NOTHING
    family, country = (known.family, known.country) if known else ("", "")
    return Offer(bidder.id, bidder.name, about, family, country, dossier.day, (), facts)


def _with_prices(offers: dict[str, Offer], dossier: Dossier, gates: Mapping[str, Gate]) -> dict[str, Offer]:
    """The offers with the points of their price, and whether they have one; only admissible bids make the pool."""
    amounts = {p.bidder: p.amount for p in dossier.prices}
    admitted = [b for b in offers if b in amounts and _admissible(offers[b], gates, dossier)]
    points = price_points(dossier, {b: amounts[b] for b in admitted})
    day = dossier.day

    def more(offer: Offer) -> Iterator[Fact]:
        source = Source(offer.name)
        yield Fact(offer.id, PRICED, day, float(offer.id in amounts), "A", source, checked=day)
        if offer.id in points:
            yield Fact(offer.id, PRICE, day, points[offer.id], "A", source, checked=day)

    return {name: replace(offer, facts=(*offer.facts, *more(offer))) for name, offer in offers.items()}


def price_points(dossier: Dossier, amounts: Mapping[str, float]) -> dict[str, float]:
    """Return bidder -> points 0..100 of its price among the bids given; {} where the formula gives price no points."""
    formula = FORMULAS[dossier.announced.formula]
    if formula.price_part is None or not amounts:
        return {}
    bids = [Bid(name, amount, 0.0) for name, amount in amounts.items()]
    return {b.name: 100 * part for b, part in zip(bids, formula.price_part(bids, dossier.announced.price), strict=True)}


def _admissible(offer: Offer, gates: Mapping[str, Gate], dossier: Dossier) -> bool:
    """Whether no must-have shuts the bid out, under the rule of the seal."""
    facts = facts_in_force(offer.facts, dossier.day)
    for gate in gates.values():
        fact = facts.get((offer.id, gate.indicator))
        if gate.id == PRICED:
            continue
        unproven = fact is None or (fact.low is not None and fact.low != fact.high)
        if (unproven and dossier.announced.rule == "strict") or (not unproven and not fact.value):
            return False
    return True


def _weights(dossier: Dossier, criteria: Mapping[str, Criterion]) -> tuple[dict[str, float], dict[str, dict]]:
    """Shares of the pillars, and of the criteria inside them, both summing to 1."""
    of = {scales.item(r): r.weight for r in dossier.announced.criteria}
    price = dossier.announced.price.weight / 100 if PRICE in criteria else 0.0
    shares = {k: (1 - price) * v for k, v in normalised(of).items()}
    shares |= {PRICE: price} if PRICE in criteria else {}
    groups: dict[str, dict[str, float]] = {}
    for name, one in criteria.items():
        groups.setdefault(one.pillar, {})[name] = shares[name]
    within = {
        p: normalised(inside) if sum(inside.values()) > 0 else equal_shares(inside) for p, inside in groups.items()
    }
    return {p: sum(inside.values()) for p, inside in groups.items()}, within


def _profile(name: str, shares: dict[str, float], within: dict[str, dict]) -> Profile:
    label = _LABELS[PROFILE]
    return Profile(name, label, _NOTHING, "equal", shares, within, (), _NOTHING, None, "A", ())


def _pillar(name: str) -> Pillar:
    return Pillar(name, _LABELS.get(name, Bilingual(name, name)), _NOTHING, "")


def _price_criterion() -> Criterion:
    return Criterion(PRICE, PRICE, "number", (PRICE,), 0.0, 100.0, "linear", "points", _LABELS[PRICE], _NOTHING)
