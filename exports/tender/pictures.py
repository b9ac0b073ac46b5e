"""Pictures of a tender's bids as its page and its files show them; nothing of them is kept."""

from collections.abc import Callable

from charts.parts.letters import lost_sentence
from charts.parts.look import FAMILY_MARK, Look
from charts.tender.price_quality import price_quality_figure
from exports.export_queue import export_queue
from exports.pictures.picture import Picture
from exports.pictures.picture_file import FORMS
from exports.refusal import Refusal
from exports.svg import typesetting
from exports.svg.outlines import outlined
from exports.svg.picture_frame import SIZES, Words, framed
from exports.tender.content import Figure, Section, TextTable
from exports.tender.pair_content import pair
from exports.tender.parts import DIGITS, stands
from exports.tender.sentences import changed_lines, front_sentence
from ranking.model import Evidence
from ranking.tender.award import TenderRanking
from ranking.tender.dossier import NO_FORMULA
from ranking.tender.price_quality import PriceQuality, price_quality
from words.facts.price_formulas import formula_name
from words.facts.values import family_text
from words.keeping import keeping_nothing
from words.language import Language, language

PAGE = "tender"
# As wide as a document's page, and low enough to stand on it under its heading.
_ON_PAPER = Look(width=880, height=340, text=12)


def plane(say: Language, ranked: TenderRanking) -> Picture | None:
    """Return the picture of price against quality; None while prices do not count."""
    bids = price_quality(ranked)
    if bids is None:
        return None
    return Picture(
        front_sentence(say, ranked.evidence, bids),
        say("Price before tax, across, and points of quality alone, of 100, upward"),
        _reading(say, ranked.evidence, bids),
        PAGE,
        lambda look: price_quality_figure(say, ranked.evidence, bids, look),
        (),
    )


def plane_section(say: Language, ranked: TenderRanking) -> Section | None:
    """Return the part on the bids by price and quality alone, drawn as on the page; None while prices do not count."""
    placed = price_quality(ranked)
    if placed is None:
        return None
    names = {b.bidder: ranked.evidence.offers[b.bidder].name for b in placed.bids}
    heads = (say("Bidder"), say("Price before tax"), say("Quality"), say("Lowest"), say("Highest"), say("Passed by"))
    rows = [
        (
            names[b.bidder],
            *(say.number(x, DIGITS) for x in (b.price, b.quality, b.low, b.high)),
            say.both([names[o] for o in placed.dominated_by.get(b.bidder, ())]),
        )
        for b in placed.bids
    ]
    grid = TextTable(heads, rows, (3, 1.6, 1.2, 1.2, 1.2, 3), frozenset((1, 2, 3, 4)))
    shown = plane(say, ranked)
    return Section(say("Price against quality"), [shown.title], grid, key="plane", figure=Figure(shown, _ON_PAPER))


def two(say: Language, ranked: TenderRanking, first: str, second: str) -> Picture:
    """Return the picture of why one bid stands above another. Raises Refusal where there is nothing to compare."""
    compared = pair(say, ranked, first, second)
    if compared.sheet is None or not compared.sheet.rows:
        raise Refusal("no_difference", "the two offers differ on no criterion that carries weight")
    measure = say("Points that each criterion adds to the gap between the two")
    return Picture(compared.lead, measure, compared.reading, PAGE, lambda look: compared.sheet, ())


@keeping_nothing()
def picture_file(
    ranked: TenderRanking,
    make: Callable[[Language], Picture],
    form: str = "png",
    size: str = "slide",
    scale: int = 1,
    lang: str = "fr",
    dark: bool = False,
    transparent: bool = False,
) -> bytes:
    """Return a picture as a file; same dossier, same bytes. Raises exports.export_queue.Busy.

    make  language -> the picture; form: one of FORMS, size: one of SIZES, scale: 1 or 2, of a PNG's pixels
    """
    say = language(lang)
    with export_queue.turn("picture"):
        drawn = make(say)
        words, box = _around(say, ranked, drawn), SIZES[size]
        svg = framed(words, drawn.draw, box, dark, transparent, form != "svg")
        if FORMS[form] == "svg":
            return (svg if form == "svg" else outlined(svg)).encode()
        return typesetting.from_svg(svg, form, box.width, box.height, drawn.title, scale, lang)


def _around(say: Language, ranked: TenderRanking, drawn: Picture) -> Words:
    """All that stands around a picture: no link, since no address holds a dossier."""
    dossier, evidence = ranked.dossier, ranked.evidence
    there = {evidence.offers[b].family for b in ranked.places}
    small = [drawn.reading, *changed_lines(say, dossier), stands(say, ranked, dossier.title or say("Tender"))]
    small += filter(None, [lost_sentence(say, " ".join([drawn.title, drawn.reading, *small]))])
    families = [(family, family_text(say, family)) for family in FAMILY_MARK if family in there]
    return Words(
        drawn.title, drawn.measure, _weights(say, ranked), small, "", f"{drawn.measure}. {drawn.reading}", families
    )


def _weights(say: Language, ranked: TenderRanking) -> str:
    """How many criteria weigh, and what the price does."""
    announced = ranked.dossier.announced
    quality = say.plural("{n} criterion of quality", "{n} criteria of quality", len(announced.criteria))
    if announced.formula == NO_FORMULA or not ranked.dossier.prices_count:
        return quality
    name = formula_name(say, announced.formula)
    if ranked.figures:
        return say("{quality}; price: {name}", quality=quality, name=name)
    share = say.percent(announced.price.weight / 100)
    return say("{quality}; price: {name}, {share} of the weight", quality=quality, name=name, share=share)


def _reading(say: Language, evidence: Evidence, placed: PriceQuality) -> str:
    """How to read one mark of the plane: that of the best bid on the front."""
    bid = next(b for b in placed.bids if b.bidder in placed.front)
    return say(
        "Reading: {name} asks {price} and has {quality} points of quality; cheaper is to the left, better is up. The "
        "thin line runs from worst to best case, the dashed line is the front that no bid passes.",
        name=evidence.offers[bid.bidder].name,
        price=say.number(bid.price, DIGITS),
        quality=say.number(bid.quality, DIGITS),
    )
