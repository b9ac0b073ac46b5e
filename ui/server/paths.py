"""Which paths are pages of the board, where the others lead, and what is said where they lead nowhere."""

from html import escape
from urllib.parse import quote

from starlette.types import Scope
from streamlit import config

from ui.session.routes import FIRST, PAGES
from words.language import LANGUAGES, language

# Search engines need no scenario: there are endlessly many. Chats and networks show the card of any link.
SHOW_CARDS = (
    "Twitterbot",
    "facebookexternalhit",
    "LinkedInBot",
    "Slackbot",
    "Slackbot-LinkExpanding",
    "Discordbot",
    "TelegramBot",
    "WhatsApp",
)
OWN = "Disallow: /meeting\nDisallow: /records\n"
PAPER = """
html { color-scheme: light dark; background: light-dark(#FFFFFF, #14161A); color: light-dark(#14161A, #EDEDED);
  font: 18px/1.5 system-ui, sans-serif; }
body { max-width: 38rem; margin: 12vh auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
a { color: inherit; }
"""


def inside(scope: Scope) -> str | None:
    """Return the path below the board's own address, from "/", or None where it is not below it."""
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if not base:
        return path
    rest = path.removeprefix(f"/{base}")
    return rest if rest != path and rest[:1] in ("", "/") else None


def robots(base: str) -> str:
    """Return what programs may read: pages in both languages, no scenario, and nothing that is its reader's own."""
    languages = "".join(f"Allow: /*?lang={code}$\n" for code in LANGUAGES)
    cards = "".join(f"User-agent: {name}\n" for name in SHOW_CARDS)
    return f"User-agent: *\n{languages}Disallow: /*?\n{OWN}\n{cards}{OWN}\nSitemap: {base}/sitemap.xml\n"


def is_page(path: str) -> bool:
    """Tell whether a path below the board's address is a page: the root or a page's name."""
    return path in ("", "/") or path[1:] in PAGES and path[1:] != FIRST


def leads_to(path: str, query: str) -> str | None:
    """Return the page that another spelling of its path means, relative to it, or None where it means none.

    A trailing slash, the first page's own name, and a "?" that was escaped on the way. Relative, since a proxy may
    have taken off a prefix that only the browser knows.
    """
    path, mark, rest = path.partition("?")
    if mark:
        query = "&".join(filter(None, (quote(rest, safe="=&,:%+~;.-_>"), query)))
    name = path.strip("/")
    if is_page(path) and not mark or name and name not in PAGES or path.startswith("//"):
        return None
    place = "../" * (len(path) - len(path.rstrip("/"))) if name else "./"
    return f"{place or './'}{'' if name == FIRST else name}" + (f"?{query}" if query else "")


def not_found(code: str, path: str, query: str) -> str:
    """Return the page that says in a language that there is no such page, with the way to all there are."""
    say, home = language(code), "../" * (path.count("/") - 1) or "./"
    tail = f"?{query}" if query else ""
    links = "".join(
        f'<li><a href="{escape(home + ("" if name == FIRST else name) + tail)}">{escape(title(say))}</a></li>'
        for name, title in PAGES.items()
    )
    lead = say("The link may have been cut or altered on its way. Its settings are kept on these pages:")
    return paper(code, say("This page does not exist."), lead, links)


def paper(code: str, title: str, lead: str, links: str) -> str:
    """Return a page in a language that Streamlit does not draw: a title, a sentence, and links as items of a list."""
    board = escape(language(code)("Urgency or sovereignty"))
    return (
        f'<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)} · {board}</title><style>{PAPER}</style></head><body><p>{board}</p>"
        f"<h1>{escape(title)}</h1><p>{escape(lead)}</p><ul>{links}</ul></body></html>"
    )
