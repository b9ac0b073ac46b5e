"""What a file is by its first bytes, however it is called: a workbook is often named .csv or .json."""

from ranking.errors import told

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# In an old Office file, the name of what a password protects.
PASSWORD = "EncryptedPackage".encode("utf-16-le")
_PICTURE, _PACKED = told("a picture"), told("a packed archive")
_KINDS = {
    ZIP: told("an Office or ZIP file"),
    OLD_OFFICE: told("an old Office file"),
    b"PK\x05\x06": told("an empty archive"),
    b"%PDF": told("a PDF"),
    b"{\\rtf": told("a text document"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"\x1f\x8b": _PACKED,
    b"7z\xbc\xaf": _PACKED,
    b"Rar!": _PACKED,
}


def file_kind(content: bytes) -> str:
    """Return in words which well-known kind of file this is; "" for a text, or none that is known here."""
    if has_password(content):
        return told("a workbook with a password")
    return next((kind for start, kind in _KINDS.items() if content.startswith(start)), "")


def has_password(content: bytes) -> bool:
    """Return whether this is a workbook that a password protects: Office wraps it into a file of the old kind."""
    return content.startswith(OLD_OFFICE) and PASSWORD in content
