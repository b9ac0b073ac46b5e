"""What the head of a page tells programs: its address in each language, the card of a shared link, the data set."""

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from address.opening import is_bare
from charts.parts.templates import render
from exports.pictures.catalogue import SCREENS
from ranking.model import Evidence
from ranking.weighing.scenario import EARLIEST, TODAY
from web.api.service import HERE as API
from web.public.languages import in_each
from web.public.settings import institution
from words.language import LANGUAGES, Language

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CARDS, WIDE, HIGH = "/card", 1200, 630
OEMBED = "/embed/oembed"
# Search engines and chats cut longer ones.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class PageAddress:
    """Where a page stands: the board's address, the page's path below it ("" for the first), its entries in a link."""

    base: str
    path: str
    entries: tuple[tuple[str, str], ...]

    def address(self, code: str) -> str:
        """Return the one address of this page and question in a language."""
        return f"{self.base}/{self.path}?{urlencode((*self.entries, ('lang', code)), safe=',:')}"

    def card(self, code: str, page: str) -> str:
        """Return the address of the page's picture."""
        query = urlencode((*self.entries, ("lang", code)), safe=",:")
        return f"{self.base}{CARDS}/{page}.png?{query}"


def entries(link: dict[str, str], scenario: dict[str, str], shown: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the entries of the canonical address of a question: none where it asks for none; living ones stay so.

    link  as it has them; scenario, shown: what of it can be used
    """
    if is_bare(link):
        return ()
    day = {"date": TODAY} if link.get("date", TODAY) == TODAY else {}
    usable = {k: v for k, v in shown.items() if k not in ("open", "view", "record")}
    return tuple((scenario | day | usable).items())


def head_html(
    say: Language, here: PageAddress, page: str, title: str, finding: str, summary: str, evidence: Evidence | None
) -> str:
    """Return the lines of the head.

    title  of the window; finding: of the page, "" where it says none; summary: under it
    evidence  what the structured data describe; None on pages that are their visitors' own
    """
    summary = summary if len(summary) <= LONGEST else summary[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return render(
        "parts/first_head.html.j2",
        title=title,
        **in_each(say, here.address),
        finding=finding,
        told=summary,
        any=f"{here.base}/{here.path}" + (f"?{urlencode(here.entries, safe=',:')}" if here.entries else ""),
        card=here.card(say.code, page) if evidence else "",
        # Programs that place a link in a text of their own are told the code of its frame.
        oembed=f"{here.base}{OEMBED}?url={quote(here.address(say.code), safe='')}"
        if evidence and page in SCREENS
        else "",
        size=(WIDE, HIGH),
        data=_script(dataset(say, evidence, here.base)) if evidence else "",
    )


def dataset(say: Language, evidence: Evidence, base: str) -> dict[str, object]:
    """Return the data set of the board as schema.org describes one."""
    first = min((f.valid_from for f in evidence.filed.facts), default=EARLIEST)
    who = institution().publisher.name
    files = (
        (say("Every fact with its source"), f"{API}/facts.csv", "text/csv"),
        (say("The ranking of the day"), f"{API}/ranking.csv", "text/csv"),
        (say("The interface for programs, described"), f"{API}/openapi.json", "application/json"),
    )
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": say("Urgency or sovereignty"),
        "description": say(
            "Dated, sourced, graded facts on Microsoft Azure and European cloud offers for sensitive data: "
            "{facts} facts on {offers} offers.",
            facts=say.number(len(evidence.filed.facts)),
            offers=say.number(len(evidence.offers)),
        ),
        "url": f"{base}/",
        "inLanguage": list(LANGUAGES),
        "license": LICENCE,
        "version": evidence.version,
        "dateModified": evidence.checked.isoformat(),
        "temporalCoverage": f"{first.isoformat()}/{evidence.checked.isoformat()}",
        "isAccessibleForFree": True,
        **({"publisher": {"@type": "Organization", "name": who}} if who else {}),
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": f"{base}{path}", "encodingFormat": kind}
            for name, path, kind in files
        ],
    }


def _script(document: dict[str, object]) -> str:
    """Return JSON that cannot end the element it stands in."""
    text = json.dumps(document, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def sitemap(base: str, pages: dict[str, str], more: tuple[str, ...], checked: date) -> bytes:
    """Return the sitemap: every page in every language with its alternates.

    pages  name -> path below the board's address; more: paths that stand in no language of their own
    """
    rows = []
    for path in (*pages.values(), *more):
        here = PageAddress(base, path, ())
        rows += [(here.address(code), [(c, here.address(c)) for c in LANGUAGES]) for code in LANGUAGES]
    return render("parts/sitemap.xml.j2", rows=rows, checked=checked.isoformat()).encode()
