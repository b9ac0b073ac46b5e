"""What the head of any page says of its languages: its address in each, and which it is in."""

from collections.abc import Callable
from typing import Any

from words.language import LANGUAGES, Language

NAMES = {"fr": "Français", "en": "English"}
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def in_each(say: Language, address: Callable[[str], str]) -> dict[str, Any]:
    """Return the values of the head's template that every page has. address: of the page in a language."""
    return {
        "brand": say("Urgency or sovereignty"),
        "here": address(say.code),
        "others": [(code, address(code)) for code in LANGUAGES],
        "locale": LOCALES[say.code],
        "other_locales": [LOCALES[code] for code in LANGUAGES if code != say.code],
    }
