"""A page before Streamlit: read from its link, found, and written as HTML for the head and the body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from address import links
from address.entries import CARRIED, PAGES
from address.links import OpenedLink
from address.notices import sentences, unused_sentence
from address.opening import is_bare, question_first
from address.page_entries import page_entries_of
from charts.parts.templates import render
from ranking.errors import BoardError, NothingToWeigh
from ranking.model import Evidence
from ranking.replies.reply import Reply
from ranking.weighing.scenario import TODAY
from ranking.weights import whole_percentages
from web.first_paint.finding import Finding, PageRequest
from web.first_paint.findings import FINDINGS
from web.first_paint.head import PageAddress, entries, head_html
from web.public.languages import NAMES
from web.public.pages import owed
from words.facts.freshness import follows_the_day, nothing_later
from words.language import Language, language
from words.ranking.verdict import priced_label

FIRST = "ranking"
Titles = Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Paint:
    """What goes into Streamlit's empty page: lines of its head, and the page itself for its body."""

    head: str
    body: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a link of a page says: the question, and what of the link goes along to other pages."""

    request: PageRequest
    opened: OpenedLink
    entries: tuple[tuple[str, str], ...]
    living: bool

    @property
    def carried(self) -> dict[str, str]:
        """Return the entries that links to other pages have."""
        shown = {k: v for k, v in self.opened.shown.items() if k in CARRIED}
        own = self.request
        ends = (
            {"date": TODAY, "lang": own.say.code}
            if self.living
            else {"lang": own.say.code, "data": own.evidence.version}
        )
        return {**own.scenario.to_query(), **shown, **ends}


def read(page: str, query: str, code: str, evidence: Evidence, replies: tuple[Reply, ...], today: date) -> Link:
    """Return the question of a page's link. Never raises: entries that cannot be used are left out, as on the page."""
    link = links.entries_of(parse_qsl(query, keep_blank_values=True, errors="replace"))
    opened = links.opened(link, evidence, today)
    bare = page == FIRST and is_bare(link.entries)
    own = entries(link.entries, opened.scenario.to_query(), _own(page, opened.shown))
    if bare:
        opened = question_first(opened, evidence)
    view = page_entries_of(opened.shown, opened.evidence)
    request = PageRequest(opened.evidence, opened.scenario, view, dict(opened.shown), replies, language(code), today)
    return Link(request, opened, own, link.entries.get("date") == TODAY)


def _own(page: str, shown: dict[str, str]) -> dict[str, str]:
    """Return the entries that this page shows, of those that the link has."""
    return {k: v for k, v in shown.items() if not PAGES[k].pages or page in PAGES[k].pages}


def found(page: str, request: PageRequest) -> Finding | None:
    """Return the finding of a page, None where it is its visitor's own; what cannot be weighed is said instead."""
    if page not in FINDINGS:
        return None
    try:
        return FINDINGS[page](request)
    except BoardError as error:
        say = request.say
        zero = say("every weight is zero on {day}", day=say.day(request.scenario.as_of))
        reason = zero if isinstance(error, NothingToWeigh) else say.told(error)
        return Finding(say("No weight is left: {reason}.", reason=reason), shape="nothing")


def painted(page: str, link: Link, base: str, names: Titles, plain: bool) -> Paint:
    """Return the paint of a page.

    base   the board's address; names: the entries of the navigation, each with its pages by name and title
    plain  whether no settings stand beside the page
    """
    request = link.request
    say, evidence = request.say, request.evidence
    finding = found(page, request)
    titles = {name: title for _, pages in names for name, title in pages}
    path = "" if page == FIRST else page
    place = PageAddress(base, path, link.entries if finding else ())
    head = head_html(
        say,
        place,
        page,
        f"{titles[page]} · {say('Urgency or sovereignty')}",
        finding.title if finding else "",
        " ".join(filter(None, finding.lines)) if finding else "",
        evidence if finding else None,
    )
    own = next(pages for _, pages in names if page in dict(pages))
    here = finding or Finding(titles[page])
    body = render(
        "parts/first_paint.html.j2",
        brand=say("Urgency or sovereignty"),
        home=f"./?{urlencode({'lang': say.code})}",
        pages_label=say("Pages"),
        entries=[(t, _there(pages[0][0], link), "true" if pages is own else "") for t, pages in names],
        under=[(t, _there(n, link), n == page) for n, t in own] if len(own) > 1 else [],
        under_label=next(t for t, pages in names if pages is own),
        without=say("Without JavaScript this page can be read; day, weights and settings cannot be moved.")
        if finding
        else say("This page needs JavaScript: what stands on it is its visitor's own."),
        notices=notices(say, evidence, link, page) if finding else (),
        title=here.title,
        lines=[line for line in here.lines if line],
        terms=here.terms,
        terms_label=say("On what conditions"),
        table=here.table,
        weights=_weights(request) if here.shape in ("live", "question") else (),
        weights_label=say("Your turn: the weights") if here.shape == "question" else say("Weights"),
        shape=here.shape,
        after=here.after,
        beside=not plain and here.shape not in ("question", "nothing") and not request.projected,
        projected=request.projected,
        foot=foot(say, evidence),
        owed=owed(say),
        others=_others(place, say),
    )
    return Paint(head, body)


def _weights(request: PageRequest) -> list[tuple[str, str]]:
    """Return every pillar with its share, as it stands where the weights will be."""
    shares = whole_percentages(request.ranking.weighting.pillars)
    return [
        (request.say.text(request.evidence.pillars[p].label), request.say.percent(s / 100)) for p, s in shares.items()
    ]


def _there(page: str, link: Link) -> str:
    return f"./{'' if page == FIRST else page}?{urlencode(link.carried)}"


def notices(say: Language, evidence: Evidence, link: Link, page: str) -> list[str]:
    """Return the sentences above the finding: unusable entries, whose bill counts, other facts, a day without any."""
    opened, lines = link.opened, []
    if opened.notices or opened.long:
        lines += [unused_sentence(say, opened), *sentences(say, evidence, opened)]
    if opened.scenario.priced and page != "cost" and not link.request.projected:
        lines.append(priced_label(say, opened.scenario.priced))
    if opened.version not in ("", evidence.version):
        lines.append(
            say(
                "This link was made on data {then}; this is data {now}.",
                then=opened.version,
                now=evidence.version,
            )
        )
    late = nothing_later(say, evidence, opened.scenario.as_of)
    return [*lines, *filter(None, (late, link.living and follows_the_day(say)))]


def _others(place: PageAddress, say: Language) -> list[tuple[str, str, str]]:
    """Return the same page in the other languages: code, name, address."""
    return [(code, name, place.address(code)) for code, name in NAMES.items() if code != say.code]


def foot(say: Language, evidence: Evidence) -> str:
    """Return what stands at the foot of every page: version, facts, licence, what the board is not."""
    return say(
        "Data {version}, checked on {day}: {facts} dated facts, {sources} sources. Code MIT, data CC BY 4.0. "
        "A policy analysis aid, not an award engine: the buyer's published criteria govern.",
        version=evidence.version,
        day=say.day(evidence.checked),
        facts=say.number(len(evidence.filed.facts)),
        sources=say.number(len({fact.source.url for fact in evidence.filed.facts if fact.source.url})),
    )
