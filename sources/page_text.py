"""What a reader sees of a page, and a digest of it: scripts, styles and spacing do not count as a change."""

import hashlib
import zlib

from lxml import etree, html

UNSEEN = ("script", "style", "noscript", "template", "svg", "head", "iframe")


def kind_of(content: bytes) -> str:
    """Return what the bytes are, whatever their header says: "pdf", "binary", "html", "text" or "empty"."""
    if not content.strip():
        return "empty"
    if content.startswith(b"%PDF"):
        return "pdf"
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "binary"
    return "html" if b"<" in content[:4096] else "text"


def digest(content: bytes, charset: str | None) -> str:
    """Return 16 hexadecimal digits of the visible text; of the bytes where there is none to see."""
    seen = visible(content, charset) if kind_of(content) in ("html", "text") else ""
    return hashlib.sha256(seen.encode() if seen else content).hexdigest()[:16]


def visible(content: bytes, charset: str | None) -> str:
    """Return the words of a page, one space between them. Broken markup and encodings are read as far as they go."""
    if kind_of(content) == "text":
        return " ".join(content.decode("utf-8", "replace").split())
    root = _parsed(content, charset)
    if root is None:
        return ""
    etree.strip_elements(root, *UNSEEN, etree.Comment, with_tail=False)
    return " ".join(" ".join(root.itertext()).split())


def unpacked(content: bytes, encoding: str, most: int) -> bytes:
    """Return the body without its compression, no more than `most` bytes; as it came where it cannot be undone."""
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return content
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(content, most)
    except zlib.error:
        return content


def _parsed(content: bytes, charset: str | None) -> etree._Element | None:
    for encoding in dict.fromkeys((charset, None)):
        try:
            return html.document_fromstring(content, parser=html.HTMLParser(encoding=encoding, recover=True))
        except (LookupError, ValueError, etree.LxmlError):
            continue
    return None
