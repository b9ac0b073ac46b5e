"""The addresses of the feeds: /feeds/data, /feeds/offers/…, /feeds/criteria/…, and /feed?(any link of the board)."""

from collections.abc import Callable
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from starlette.responses import Response

from address import links
from exports.answers.facts import indicators
from exports.data import change_log
from exports.export_queue import export_queue
from ranking.model import Evidence
from ranking.versions.log import Edition
from ranking.weighing.scenario import TODAY, Scenario
from web.api import answer_cache
from web.api.problems import Problem
from web.api.question import of_version
from web.api.service import AnswerSources
from web.feeds import atom, feed_entries
from words.facts.values import indicator_label
from words.language import LANGUAGES, Language, language

QUESTION, DATA = "/feed", "/feeds"


def install(app: FastAPI, board: AnswerSources) -> None:
    """Add the feeds to an app."""

    @app.get(f"{DATA}/data", include_in_schema=False)
    async def of_all(request: Request) -> Response:
        say, now = _language(request), board.evidence()
        return await _answer(request, board, ("data",), say, lambda: _data(say, now, _base(request)))

    @app.get(f"{DATA}/offers/{{offer}}", include_in_schema=False)
    async def of_offer(request: Request, offer: str) -> Response:
        say, now = _language(request), board.evidence()
        if offer not in now.offers:
            raise Problem("not-found", f"offer {offer[:40]}: unknown; one of {', '.join(now.offers)}")
        return await _answer(
            request, board, ("offers", offer), say, lambda: _data(say, now, _base(request), offer=offer)
        )

    @app.get(f"{DATA}/criteria/{{criterion}}", include_in_schema=False)
    async def of_criterion(request: Request, criterion: str) -> Response:
        say, now = _language(request), board.evidence()
        if criterion not in {*now.criteria, *now.indicators}:
            raise Problem("not-found", f"criterion {criterion[:40]}: unknown; one of {', '.join(now.criteria)}")
        return await _answer(
            request, board, ("criteria", criterion), say, lambda: _data(say, now, _base(request), criterion=criterion)
        )

    @app.get(QUESTION, include_in_schema=False)
    async def of_question(request: Request) -> Response:
        """Answer with the feed of a link. What of it cannot be used is left out, as on the board."""
        now, base = board.evidence(), _base(request)
        query = request.scope.get("query_string", b"").decode("latin-1")
        entries = links.entries_of(parse_qsl(query, keep_blank_values=True))
        link = links.opened(entries, now, board.today())
        say = language(link.language or LANGUAGES[0])
        living = entries.entries.get("date", TODAY) == TODAY
        scenario = link.scenario
        key = ("question", scenario if not living else scenario.to_query() | {"date": TODAY})
        return await _answer(
            request, board, tuple(map(repr, key)), say, lambda: _question(say, now, scenario, living, base)
        )


async def _answer(
    request: Request, board: AnswerSources, key: tuple[str, ...], say: Language, make: Callable[[], bytes]
) -> Response:
    """Return a feed, kept until the data or the change log are others."""
    version = board.evidence().version
    log = tuple(p.version for p in change_log.change_log().published)
    name = ("feed", *key, say.code, version, log, _base(request))
    heavy = key[0] != "data"
    content = await board.kept.get(name, atom.MEDIA, heavy, lambda: _in_turn(make))
    return answer_cache.leaving(request, content, atom.MEDIA, True)


def _in_turn(make: Callable[[], bytes]) -> bytes:
    with export_queue.turn("feed"):
        return make()


def _editions(now: Evidence) -> tuple[Edition, ...]:
    """Return the published versions, oldest first. Raises BoardError where one is no longer kept."""
    return tuple(
        Edition(p.version, p.day, p.why, of_version(p.version, now, "data")) for p in change_log.change_log().published
    )


def _data(say: Language, now: Evidence, base: str, offer: str = "", criterion: str = "") -> bytes:
    editions = feed_entries.checked_editions(_editions(now))
    offers = frozenset({offer}) if offer else None
    wanted = frozenset(indicators(now, criterion)) if criterion else None
    about = now.offers[offer].name if offer else indicator_label(say, now, criterion) if criterion else ""
    what = say("Changes of the data: {about}", about=about) if about else say("Changes of the data")
    path = "/".join(
        filter(None, (DATA, "offers" if offer else "criteria" if criterion else "data", offer or criterion))
    )
    return atom.written(
        say,
        path,
        f"{say('Urgency or sovereignty')} · {what}",
        f"{base}{path}?lang={say.code}",
        f"{base}/evidence?lang={say.code}",
        feed_entries.of_data(say, editions, base, offers, wanted),
        editions[-1].day,
    )


def _question(say: Language, now: Evidence, scenario: Scenario, living: bool, base: str) -> bytes:
    editions = feed_entries.checked_editions(_editions(now))
    there = (
        links.living_link(base, scenario, say.code)
        if living
        else links.link(base, scenario, editions[-1].version, say.code)
    )
    query = there.partition("?")[2].removesuffix(f"&data={editions[-1].version}")
    what = (
        say("what turns in this answer, from day to day")
        if living
        else say("what turns in this answer, facts of {day}", day=say.day(scenario.as_of))
    )
    return atom.written(
        say,
        f"{QUESTION}?{query}",
        f"{say('Urgency or sovereignty')} · {what}",
        f"{base}{QUESTION}?{query}",
        there,
        feed_entries.of_question(say, editions, scenario, living, base),
        editions[-1].day,
    )


def _language(request: Request) -> Language:
    named = request.query_params.get("lang", "")
    return language(named if named in LANGUAGES else LANGUAGES[0])


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
