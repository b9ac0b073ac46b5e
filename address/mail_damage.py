"""What mail programs, chats and filters do to a link, undone: escapes, broken lines, brackets, wrapping links.

Nothing is fetched: a wrapped address is read out of the wrapping one.
"""

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

# Zero-width characters, soft hyphen, marks of direction, byte order mark.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# In a name joiners are letters' own: emoji and some scripts are written with them.
JOINERS = re.compile("[\u200c\u200d]")
# An ampersand by its number needs no semicolon: browsers read it so.
REFERENCE = re.compile(
    r"&(?:(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos|nbsp);|#0*38(?!\d)|#x0*26(?=[a-z]))", re.IGNORECASE
)
# The same before a key, where a browser has parted the query at "&".
REST_OF_REFERENCE = re.compile(r"^(?:amp;|#0*38;|#x0*26;)+", re.IGNORECASE)
ESCAPED = re.compile("%[0-9A-Fa-f]{2}")
# An equals sign in quoted-printable. In capitals only: a data version may begin with 3d.
QUOTED = "=3D"
STRAY = re.compile(r"=(?![0-9A-F]{2})\n?")
TRAILING = ".,;:!?…)]}>»\"'’”"
HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
DEEPEST = 4
# Entries whose values hold escapes of their own.
WITH_ESCAPES = ("voices", "bids")


def unescaped(text: str) -> str:
    """Return a text as it was before quoted-printable and HTML escapes, without invisible characters but joiners."""
    text = INVISIBLE.sub(lambda found: found[0] if JOINERS.fullmatch(found[0]) else "", text)
    if QUOTED in text:
        # An equals sign before anything else was the end of a line.
        text = quopri.decodestring(STRAY.sub("", text).encode()).decode("utf-8", "replace")
    for _ in range(DEEPEST):
        if (plain := REFERENCE.sub(lambda found: html.unescape(found[0].lower()), text)) == text:
            break
        text = plain
    return text


def readings(key: str, text: str) -> Iterator[str]:
    """Yield what an entry may have been before it was damaged, the least change first."""
    text = INVISIBLE.sub("", text).strip()
    yield text
    plain = text
    for _ in range(DEEPEST):
        if not ESCAPED.search(plain) or (key in WITH_ESCAPES and ":" in plain):
            break
        plain = unquote(plain)
        yield plain
    squeezed = "".join(unescaped(plain).translate(HYPHENS).split())
    yield squeezed
    if squeezed.startswith(QUOTED[1:]):
        yield (squeezed := STRAY.sub("", squeezed.removeprefix(QUOTED[1:])))
    for _ in range(DEEPEST):
        if squeezed[1:] and squeezed[-1] in TRAILING:
            squeezed = squeezed[:-1]
            yield squeezed


def inner_links(link: str) -> Iterator[str]:
    """Yield the addresses that a link holds in a parameter or in a part of its path, escaped or coded.

    One that stands there unescaped goes on to the end: its own entries look like those of the wrapping link.
    """
    if match := re.search(r"[?&][\w-]+=(https?://.+)", link, re.IGNORECASE):
        yield match[1]
    try:
        parts = urlsplit(link)
        values = [value for _, value in parse_qsl(parts.query)]
    except ValueError:
        return
    for value in values:
        yield from _addresses(value)
        yield from _addresses(value.translate(str.maketrans("-_", "%/")))
        yield from _addresses(_from_base64(value))
    for segment in parts.path.split("/"):
        yield from _addresses(segment)


def in_path(link: str) -> str:
    """Return the unescaped address in the path of another, as mail gateways wrap it; "" where there is none."""
    if match := re.search(r"/v3/__(.+?)__;([\w-]*)", link):
        return _proofpoint(match[1], match[2])
    if match := re.search(r"/v2/(?:\w+/)?___(https?://.+?)___\.", link):
        return match[1]
    before, mark, query = link.partition("?")
    match = re.search("/(https?:/.+)", before, re.IGNORECASE)
    return match[1] + mark + query if match else ""


def _addresses(text: str) -> Iterator[str]:
    """The text where it is an address, escaped up to DEEPEST times."""
    for _ in range(DEEPEST):
        if re.match("https?://", text, re.IGNORECASE):
            yield text
            return
        if (plain := unquote(text)) == text:
            return
        text = plain


def _from_base64(text: str) -> str:
    if not re.fullmatch("[A-Za-z0-9_+/-]{16,}=*", text):
        return ""
    try:
        plain = text.rstrip("=").replace("+", "-").replace("/", "_")
        return base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _proofpoint(text: str, code: str) -> str:
    """The address of a link of Proofpoint's third kind: `*` stands for a character of `code`, `**X` for a run of them.

    Runs count from 2 in A-Z a-z 0-9 - _, as in Proofpoint's published decoder.
    """
    try:
        characters = iter(base64.urlsafe_b64decode(code + "==").decode())
    except (binascii.Error, UnicodeDecodeError):
        return text
    lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    def filled(star: re.Match) -> str:
        run = lengths.find(star[1]) + 2 if star[1] else 1
        return "".join(next(characters, "") for _ in range(run))

    plain = re.sub(r"\*(?:\*(.))?", filled, text)
    return re.sub("^(https?:/)(?!/)", r"\1/", plain)
