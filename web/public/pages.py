"""Accessibility, legal notice, cookies and data, in both languages, as HTML without a script."""

import os
from collections.abc import Callable, Iterable
from html import escape

from charts.parts.templates import render
from web.public.languages import NAMES, in_each
from web.public.settings import BothLanguages, Institution
from words.language import LANGUAGES, Language, language

STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2.5rem auto; padding: 0 1rem; font: 18px/1.55 system-ui, sans-serif;
  background: light-dark(#FFFFFF, #14161A); color: light-dark(#14161A, #EDEDED); overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
a { color: inherit; } nav { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; }
nav a { display: inline-block; padding: 0.35rem 0; } dt { font-weight: 600; } dd { margin: 0 0 0.6rem; }
"""


def accessibility(say: Language, who: Institution) -> str:
    """Return what was tested, by which means, what is known to fail, and where barriers are told."""
    tested = who.accessibility
    audit = tested.audit_fr if say.code == "fr" else tested.audit_en
    none = say("No audit by people was made; so no rate of conformity is stated.")
    return "".join(
        (
            _part(say("What was tested, and how"), _list(say, tested.tested)),
            _part(say("What is known to fail"), _list(say, tested.failing)),
            _part(say("Audit"), _text(audit or none)),
            _part(say("Tell us of a barrier"), _text(_stated(say, tested.contact or who.publisher.contact))),
        )
    )


def legal(say: Language, who: Institution) -> str:
    """Return who publishes and who hosts, under which licences, and what the board is not."""
    publisher, host = who.publisher, who.host
    return "".join(
        (
            _terms(
                say,
                (
                    (say("Publisher"), publisher.name),
                    (say("Postal address"), publisher.address),
                    (say("Director of publication"), publisher.director),
                    (say("Contact"), publisher.contact),
                    (say("Host"), host.name),
                    (say("Address of the host"), host.address),
                    (say("Telephone of the host"), host.phone),
                ),
            ),
            _part(
                say("Licences"),
                _text(say("Code: MIT. Data: CC BY 4.0. Each figure names its source, its date and its grade.")),
            ),
            _part(
                say("What it is not"),
                _text(
                    say(
                        "A policy analysis aid, not an award engine: the buyer's published criteria govern. Whoever "
                        "thinks a fact wrong can contest it where it stands, on the page of the evidence."
                    )
                ),
            ),
        )
    )


def privacy(say: Language, who: Institution) -> str:
    """Return which cookies there are, what the server keeps and for how long, and who answers for it."""
    days = who.privacy.log_days
    logs = (
        say.plural("The server's logs keep them for {n} day.", "The server's logs keep them for {n} days.", days)
        if days >= 0
        else say("How long the server's logs keep them is not stated by whoever runs it.")
    )
    return "".join(
        (
            _part(
                say("Cookies"),
                _list(
                    say,
                    (
                        say("None counts visits, none follows anybody, and nothing is loaded from another site."),
                        say("_streamlit_xsrf protects files that you send; it ends with the browser's session."),
                        say("Whoever joins or opens a meeting: a cookie holds the seat or the key while it lives."),
                        *_signing(say),
                        say("The pages here, the feeds, frames in articles and the interface for programs set none."),
                    ),
                ),
            ),
            _part(
                say("What the server keeps"),
                _list(
                    say,
                    (
                        say("Settings stand in the address of the page: nothing of what you look at is written down."),
                        say("Meetings, with the names that participants type: 90 days unless their host says another."),
                        say("Tender dossiers kept under a code: encrypted with it, for 90 days after the last save."),
                        say("Records of decisions, with the names typed in them, until they are erased."),
                        say("Replies to facts, with name and contact where given; the contact is never shown."),
                        say("Network addresses are counted in memory, against floods and guessing. {logs}", logs=logs),
                    ),
                ),
            ),
            _terms(
                say,
                (
                    (say("Responsible"), who.publisher.name),
                    (say("Data protection officer"), who.privacy.officer),
                    (say("To see, correct or erase what concerns you"), who.privacy.officer or who.publisher.contact),
                    (say("Supervisory authority"), who.privacy.authority),
                ),
            ),
        )
    )


def _signing(say: Language) -> tuple[str, ...]:
    """Return what is kept of whoever signs in, where this server lets people sign in."""
    if not os.environ.get("BOARD_OIDC_METADATA"):
        return ()
    return (
        say(
            "Whoever signs in to facilitate or to answer replies: cookies hold what the institution said of them, "
            "the e-mail address included, for 30 days or until the person signs out."
        ),
    )


Body = Callable[[Language, Institution], str]
PAGES: dict[str, tuple[Callable[[Language], str], Callable[[Language], str], Body]] = {
    "accessibility": (
        lambda say: say("Accessibility"),
        lambda say: say("What was tested and how, what is known to fail, and where to tell of a barrier."),
        accessibility,
    ),
    "legal": (
        lambda say: say("Legal notice"),
        lambda say: say("Who publishes and hosts this server, under which licences, and what the board is not."),
        legal,
    ),
    "privacy": (
        lambda say: say("Cookies and data"),
        lambda say: say("Which cookies there are, what the server keeps and for how long, and who answers for it."),
        privacy,
    ),
}


def owed(say: Language) -> list[tuple[str, str]]:
    """Return the pages as the foot of every other page names them: title, and address below the board's."""
    return [(title(say), f"{name}?lang={say.code}") for name, (title, _, _) in PAGES.items()]


def page(name: str, code: str, who: Institution, base: str) -> str:
    """Return a whole page. name: one of PAGES; base: the board's address."""
    say = language(code)
    title, _, body = PAGES[name]
    other = next(x for x in LANGUAGES if x != code)
    places = [f'<a href="./?lang={code}">{escape(say("Urgency or sovereignty"))}</a>']
    places += [f'<a href="{href}">{escape(t)}</a>' for t, href in owed(say) if not href.startswith(f"{name}?")]
    places.append(f'<a href="{name}?lang={other}" hreflang="{other}" lang="{other}">{NAMES[other]}</a>')
    return (
        f'<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_head(name, say, base)}'
        f"<style>{STYLE}</style></head><body>"
        f"<main><h1>{escape(title(say))}</h1>{body(say, who)}</main>"
        f'<nav aria-label="{escape(say("Pages"))}">{"".join(places)}</nav></body></html>'
    )


def _head(name: str, say: Language, base: str) -> str:
    """Return what programs are told of a page: its name, what stands there, its address in each language."""
    title, summary, _ = PAGES[name]
    return render(
        "parts/first_head.html.j2",
        **in_each(say, lambda code: f"{base}/{name}?lang={code}"),
        any=f"{base}/{name}",
        title=f"{title(say)} · {say('Urgency or sovereignty')}",
        finding=title(say),
        told=summary(say),
        card="",
        oembed="",
        data="",
    )


def _part(title: str, inside: str) -> str:
    return f"<h2>{escape(title)}</h2>{inside}"


def _text(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _list(say: Language, items: Iterable[str | BothLanguages]) -> str:
    texts = [item if isinstance(item, str) else (item.fr if say.code == "fr" else item.en) for item in items]
    if not texts:
        return _text(_stated(say, ""))
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def _terms(say: Language, rows: Iterable[tuple[str, str]]) -> str:
    inside = "".join(f"<dt>{escape(term)}</dt><dd>{escape(_stated(say, text))}</dd>" for term, text in rows)
    return f"<dl>{inside}</dl>"


def _stated(say: Language, text: str) -> str:
    return text.strip() or say("not stated by whoever runs this server")
