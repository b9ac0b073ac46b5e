"""A text in French and in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages; false where it is empty in both."""

    fr: str
    en: str

    def in_(self, lang: str) -> str:
        """Return the text in a language: French for "fr", English for any other."""
        return self.fr if lang == "fr" else self.en

    def __bool__(self) -> bool:
        return bool(self.fr or self.en)
