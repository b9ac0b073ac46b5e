"""One picture of the board as a file: PNG, SVG or PDF, for a slide, a report or a post, without a browser."""

from dataclasses import replace
from functools import lru_cache

from address.entries import CARRIED, of_picture
from address.links import link
from address.page_entries import PageEntries
from charts.parts.letters import lost_sentence
from charts.parts.look import FAMILY_MARK
from exports.citation import weights_text
from exports.export_queue import export_queue
from exports.pictures.catalogue import CATALOGUE
from exports.pictures.picture import Picture
from exports.refusal import Refusal
from exports.svg import typesetting
from exports.svg.outlines import outlined
from exports.svg.picture_frame import CARD, SIZES, Words, framed
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.replies.reply import counted
from ranking.weighing.scenario import Scenario
from results import results
from words.facts.freshness import nothing_later
from words.facts.replies import open_sentence
from words.facts.values import family_text
from words.language import LANGUAGES, Language, language
from words.ranking import conditions as said
from words.reading import facts_text, scope_text

# Form -> ending of its file. An SVG whose letters are outlines looks the same in any program; "svg" keeps its texts.
FORMS = {"png": "png", "svg-outlines": "svg", "svg": "svg", "pdf": "pdf"}
SCALES = (1, 2)
TESTS = {"robustness", "stability", "stability_criteria", "flips"}


def picture(
    evidence: Evidence,
    scenario: Scenario,
    what: str,
    form: str = "png",
    size: str = "slide",
    scale: int = 1,
    lang: str = "fr",
    dark: bool = False,
    transparent: bool = False,
    base: str = "",
    view: PageEntries | None = None,
) -> bytes:
    """Return the file. The same question gives the same bytes.

    what  one of CATALOGUE; form: one of FORMS; size: one of frame.SIZES; scale: 1 or 2, of a PNG's pixels
    base  where the board stands (https://board.example), for link and QR code; "" writes the link's entries only
    Raises BoardError for anything else, NothingToWeigh as the ranking does, Busy where too many files are being made.
    """
    for name, value, allowed in (
        ("what", what, CATALOGUE),
        ("form", form, FORMS),
        ("size", size, SIZES),
        ("scale", scale, SCALES),
        ("lang", lang, LANGUAGES),
    ):
        if value not in allowed:
            raise BoardError(f"{name} = {value}; one of {', '.join(map(str, allowed))}")
    with export_queue.turn("picture"):
        svg, title = drawing(
            evidence,
            scenario,
            what,
            size,
            lang,
            dark,
            transparent,
            base,
            _entered(view or PageEntries(), what),
            form != "svg",
        )
        if FORMS[form] == "svg":
            return (svg if form == "svg" else outlined(svg)).encode()
        return typesetting.from_svg(svg, form, SIZES[size].width, SIZES[size].height, title, scale, lang)


@lru_cache(maxsize=32)
def drawing(
    evidence: Evidence,
    scenario: Scenario,
    what: str,
    size: str,
    lang: str,
    dark: bool,
    transparent: bool,
    base: str,
    view: PageEntries,
    bare: bool,
) -> tuple[str, str]:
    """Return (SVG, title) of a picture; bare: without the fonts inside."""
    say = language(lang)
    picture = picture_of(say, evidence, scenario, what, view)
    box = (SIZES | CARD)[size]
    words = around(say, evidence, scenario, picture, base, view, brief=box.most is not None)
    if bare and (missing := lost_sentence(say, typed_text(picture, view))):
        words = replace(words, small=[*words.small, missing])
    return framed(words, picture.draw, box, dark, transparent, bare), picture.title


def typed_text(picture: Picture, view: PageEntries) -> str:
    """Return the texts of a picture that somebody may have typed: those of its finding and of its link."""
    return " ".join(
        [picture.title, picture.measure, picture.strip, picture.reading, *(value for _, value in view.entries)]
    )


def picture_of(say: Language, evidence: Evidence, scenario: Scenario, what: str, view: PageEntries) -> Picture:
    """Return what a picture shows. Raises Refusal where there is nothing to show."""
    if what in TESTS and len(results.ranking(evidence, scenario).rows) < 2:
        raise Refusal("no_test", "with fewer than two offers in the ranking there is nothing to test")
    return CATALOGUE[what](say, evidence, scenario, view)


def around(
    say: Language,
    evidence: Evidence,
    scenario: Scenario,
    picture: Picture,
    base: str,
    view: PageEntries,
    brief: bool = False,
) -> Words:
    """Return all that stands around a picture; brief: without who is left out, for large letters."""
    scenario = picture.scenario or scenario
    ranked = results.ranking(evidence, scenario)
    rests = [said.musthaves_sentence(say, evidence, ranked), said.unknown_sentence(say, ranked)]
    if not brief:
        rests += [
            said.excluded_sentence(say, evidence, ranked),
            said.thin_sentence(say, evidence, ranked, results.with_thin(evidence, ranked)),
        ]
    day = say("facts as of {day}", day=say.day(scenario.as_of))
    weights = weights_text(say, evidence, ranked)
    contested = replies_sentence(say, evidence, scenario, picture, view)
    subtitle = " · ".join(
        [picture.measure, *([scope_text(say, ranked)] if picture.weighed else []), *([day] if picture.dated else [])]
    )
    late = nothing_later(say, evidence, scenario.as_of) if picture.dated else ""
    address = link(
        base,
        scenario,
        evidence.version,
        say.code,
        "" if picture.page == "ranking" else picture.page,
        **dict(view.entries),
    )
    return Words(
        picture.title,
        subtitle,
        _strip(say, picture, weights),
        [
            picture.reading,
            contested,
            " ".join(filter(None, rests)) if picture.weighed else picture.terms,
            " ".join(filter(None, (late, rests_on(say, evidence, picture)))),
        ],
        address,
        f"{subtitle}. {picture.reading}",
        _families(say, evidence, scenario) if picture.keyed else (),
    )


def replies_sentence(say: Language, evidence: Evidence, scenario: Scenario, picture: Picture, view: PageEntries) -> str:
    """Return which of the facts that a picture may rest on are contested by open replies, "" where none is."""
    if not picture.dated:
        return ""
    ranked = results.ranking(evidence, scenario)
    waiting = counted(evidence, view.replies, scenario.as_of, scenario.offers or evidence.offers)
    if picture.weighed:
        entering = {i for c, w in ranked.weighting.overall.items() if w > 0 for i in evidence.criteria[c].indicators}
        entering |= {r.requirement.indicator for outcomes in ranked.outcomes.values() for r in outcomes}
        waiting = tuple(r for r in waiting if r.proposal.indicator in entering)
    return open_sentence(say, evidence, waiting, ranked.matrix.facts)


def rests_on(say: Language, evidence: Evidence, picture: Picture) -> str:
    """Return a sentence: on how many facts and sources the picture rests."""
    sources = {f.source.url or f.source.title for f in picture.facts}
    return facts_text(say, evidence, len(picture.facts), len(sources))


def _entered(view: PageEntries, what: str) -> PageEntries:
    """Return the view with the entries that go into the picture's link: the whole board's, and those that enter it."""
    carried = {*CARRIED, *of_picture(what)}
    return replace(view, entries=tuple((k, v) for k, v in view.entries if k in carried))


def _families(say: Language, evidence: Evidence, scenario: Scenario) -> list[tuple[str, str]]:
    """Return the families among the offers shown, in the order of charts.parts.look."""
    there = {evidence.offers[o].family for o in scenario.offers or evidence.offers}
    return [(family, family_text(say, family)) for family in FAMILY_MARK if family in there]


def _strip(say: Language, picture: Picture, weights: str) -> str:
    """Return the weights, or why they play no part."""
    if picture.weighed:
        return weights[:1].upper() + weights[1:]
    return picture.strip or say("No weight enters here.")
