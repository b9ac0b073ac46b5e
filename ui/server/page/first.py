"""The page in the page: the finding and the table that a page will say, in the HTML that leaves the server.

Made from the link alone by `web.first_paint`, kept by question; where it is not there in time, or cannot be made,
Streamlit's empty page goes out as it always did.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256

import anyio
from starlette.requests import Request
from starlette.types import Scope

from address.opening import DECISION_DAY
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.replies.reply import Reply
from ui.frame.sidebar import CONTROLS
from ui.server.page.document import ours
from ui.session.routes import ENTRIES, FIRST, PAGES
from web.api.answer_cache import AnswerCache, Body
from web.api.problems import Problem
from web.first_paint import paint
from words.language import LANGUAGES, Language, language

# Seconds that a page waits for its finding, and how many are made at once: beyond, the empty page goes out.
WAIT, AT_ONCE = 1.0, 8
# Longer queries are known by their digest.
SHORT = 500
MEDIA = "text/html"


class First:
    """Pages with their first paint, by question.

    evidence  today's; replies: to its facts, not yet answered; today: the day where the visitor's is not yet known
    """

    def __init__(
        self,
        evidence: Callable[[], Evidence],
        replies: Callable[[Evidence], tuple[Reply, ...]],
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self.evidence, self.replies, self.today = evidence, replies, today
        self.kept, self.making = AnswerCache(), set()

    async def page(self, scope: Scope, path: str, query: str, code: str, shell: bytes) -> Body | None:
        """Return the page of a request with its first paint, None where it cannot be had in time."""
        name = path.strip("/") or FIRST
        try:
            evidence = self.evidence()
            base = base_of(scope, path)
        except (BoardError, ValueError):
            return None
        question = query if len(query) <= SHORT else sha256(query.encode("latin-1")).hexdigest()
        replies: tuple[Reply, ...] = ()
        if name == "evidence":
            with anyio.move_on_after(WAIT) as patience:
                replies = await anyio.to_thread.run_sync(self.replies, evidence, abandon_on_cancel=True)
            if patience.cancelled_caught:
                return None
        day = self.today()
        key = (name, question, code, base, evidence.version, replies, day)

        def make() -> bytes:
            return made(shell, name, query, code, base, evidence, replies, day)

        if (ready := self.kept.ready(key)) is not None:
            return ready
        if len(self.making) >= AT_ONCE:
            return None
        task = asyncio.create_task(self.kept.get(key, MEDIA, False, make))
        self.making.add(task)
        task.add_done_callback(self._done)
        await asyncio.wait({task}, timeout=WAIT)
        return task.result() if task.done() and not task.exception() else None

    def _done(self, task: asyncio.Task) -> None:
        self.making.discard(task)
        if not task.cancelled() and (error := task.exception()) and not isinstance(error, Problem):
            logging.getLogger(__name__).error("no first paint", exc_info=error)


def made(
    shell: bytes,
    page: str,
    query: str,
    code: str,
    base: str,
    evidence: Evidence,
    replies: tuple[Reply, ...],
    today: date,
) -> bytes:
    """Return Streamlit's page with its first paint."""
    link = paint.read(page, query, code, evidence, replies, today)
    plain = not CONTROLS.get(page, True)
    return ours(shell, code, paint.painted(page, link, base, names(language(code)), plain))


def names(say: Language) -> paint.Titles:
    """Return the entries of the navigation, each with its pages by name and title."""
    return [(title(say), [(name, PAGES[name](say)) for name in pages]) for title, pages in ENTRIES]


def base_of(scope: Scope, path: str) -> str:
    """Return the address of the board as this request names it, without the page. Raises ValueError."""
    root = scope["path"].removesuffix(path) if path else scope["path"]
    return str(Request({**scope, "root_path": root}).base_url).rstrip("/")


def warm(evidence: Evidence, today: date) -> None:
    """Find what the board opens with, so that the first visitor finds it found."""
    for query in ("", f"date={DECISION_DAY}", f"date={today}"):
        for code in LANGUAGES if not query else LANGUAGES[:1]:
            link = paint.read(FIRST, query, code, evidence, (), today)
            paint.painted(FIRST, link, "", names(language(code)), True)
