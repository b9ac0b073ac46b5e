"""A requirement's scale: what an answer may be, the number it stands for, and the criterion that scores it."""

import math
import re
import unicodedata
from collections.abc import Sequence

from ranking.facts.scales import apart
from ranking.model import Bilingual, Criterion, Evidence, Gate, Source
from ranking.tender.dossier import BidAnswer, TenderRequirement
from ranking.typed.number import bare, coded, meanings

YES, NO = "yes", "no"
_WORDS = {
    **dict.fromkeys(("yes", "oui", "true", "vrai", "1", "o", "y"), YES),
    **dict.fromkeys(("no", "non", "false", "faux", "0", "n"), NO),
}
# Kinds of the board's criteria that one answer can state; a share is asked service by service, a set audit by audit.
ANSWERABLE = ("level", "number", "info")
_NOTHING = Bilingual("", "")
YES_NO = {0: Bilingual("non", "no"), 1: Bilingual("oui", "yes")}
# From here on doubles lie further apart than a tenth.
PLACES = 1e15


class Exact(str):
    """The text of a number that a program wrote: its point is a decimal mark."""


class NotOnScale(ValueError):
    """An answer that is not on the scale."""


def board_scale(requirement: TenderRequirement, public: Evidence) -> Criterion | None:
    """Return the board's indicator that a requirement of scale "board" names, if one answer can state its value."""
    indicator = public.indicators.get(requirement.board)
    return indicator if indicator and indicator.kind in ANSWERABLE and indicator.scale != "text" else None


def item(requirement: TenderRequirement) -> str:
    """Return the indicator under which the requirement is scored: the board's own, or its identifier.

    A must-have stands under its identifier, as met or not.
    """
    return requirement.board if requirement.scale == "board" and requirement.kind != "must_have" else requirement.id


def folded(text: str) -> str:
    """Return a text without differences of letter case, form of composition, blanks or shape of apostrophes."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


class TwoWays(NotOnScale):
    """A number that is 1.198 in one language and 1198 in the other."""

    def __init__(self, text: str):
        super().__init__(text)
        self.low, self.high = text.replace(",", "."), re.sub("[.,]", "", text)


def number(text: str, units: Sequence[str] = ()) -> float:
    """Return the number of a text as somebody typed it in either language. Raises NotOnScale, TwoWays for two.

    units  signs that may stand before or after it, such as "€"
    """
    if isinstance(text, Exact):
        return number_written(text)
    meant = meanings(text, units)
    if len(meant) > 1:
        raise TwoWays(bare(text, units))
    if not meant or not abs(one := meant.pop()) < PLACES:
        raise NotOnScale(text)
    return one


def number_written(text: str) -> float:
    """Return the number of a text as `written` has it. Raises NotOnScale."""
    try:
        value = coded(text)
    except ValueError:
        value = math.nan
    if not abs(value) < PLACES:
        raise NotOnScale(text)
    return value


def unmistakable(text: str) -> str:
    """Return a kept text so that `number` reads it: with one more digit where it could be two numbers."""
    return f"{text}0" if len(meanings(text)) > 1 else text


def written(x: float) -> str:
    """Return a number as a dossier keeps it: shortest, without a point where whole."""
    return repr(int(x)) if float(x).is_integer() else repr(float(x))


def read(requirement: TenderRequirement, text: str, public: Evidence) -> str:
    """Return an answer, as somebody typed it in either language, in the form a dossier keeps. Raises NotOnScale."""
    if requirement.scale == "text":
        return text.strip()
    if requirement.scale == "yes_no":
        return _yes_no(text)
    if requirement.scale == "levels":
        return requirement.levels[_level(requirement, text)]
    if requirement.scale == "number":
        return written(number(text))
    return _on_board(requirement, text, public)


def quantity(requirement: TenderRequirement, value: str) -> float:
    """Return the number that a kept value stands for on its scale. Raises NotOnScale."""
    if requirement.scale == "yes_no" and value in (YES, NO):
        return float(value == YES)
    if requirement.scale == "levels":
        return float(_level(requirement, value))
    if requirement.scale in ("number", "board"):
        return number_written(value)
    raise NotOnScale(value)


def met(requirement: TenderRequirement, value: float, public: Evidence) -> bool:
    """Return whether a value reaches the least that a must-have asks; the most, where less is better."""
    if requirement.scale == "yes_no":
        return value == 1
    least = quantity(requirement, requirement.minimum)
    return value <= least if falling(requirement, public) else value >= least


def falling(requirement: TenderRequirement, public: Evidence) -> bool:
    """Return whether less is better on the scale."""
    scale = board_scale(requirement, public) if requirement.scale == "board" else requirement
    return None not in (scale.worst, scale.best) and scale.best < scale.worst


def worst(requirement: TenderRequirement, public: Evidence) -> float:
    """Return the worst value of the scale: what is left of a claim that is refuted."""
    if requirement.scale in ("yes_no", "levels"):
        return 0.0
    scale = board_scale(requirement, public) if requirement.scale == "board" else requirement
    return float(scale.worst or 0.0)


def criterion(requirement: TenderRequirement, pillar: str, public: Evidence) -> Criterion:
    """Return the criterion that scores the answers to a requirement, under its own text."""
    label, none = Bilingual(requirement.text, requirement.text), _NOTHING
    name, scale = item(requirement), requirement.scale
    if scale == "board":
        own = board_scale(requirement, public)
        if own.kind != "info":
            return Criterion(
                name, pillar, own.kind, (name,), own.worst, own.best, own.scale, own.unit, label, own.help, own.levels,
                own.codes,
            )  # fmt: skip
        return Criterion(name, pillar, "level", (name,), 0.0, 1.0, "", own.unit, label, own.help, own.levels)
    if scale == "number":
        return Criterion(
            name, pillar, "number", (name,), requirement.worst, requirement.best, "linear", "", label, none
        )
    levels = YES_NO if scale == "yes_no" else {n: Bilingual(x, x) for n, x in enumerate(requirement.levels)}
    return Criterion(name, pillar, "level", (name,), 0.0, float(len(levels) - 1), "", "", label, none, levels)


def between(requirement: TenderRequirement) -> bool:
    """Return whether the two ends of a number's scale can hold values between them."""
    return None not in (requirement.worst, requirement.best) and apart(requirement.worst, requirement.best)


def counted(one: TenderRequirement, answer: BidAnswer, public: Evidence) -> float | None:
    """Return the number that counts of an answer: none where missing; where refuted what was found, else the worst."""
    if answer.word == "missing":
        return None
    if answer.word == "refuted":
        return quantity(one, answer.found) if answer.found else worst(one, public)
    return quantity(one, answer.value)


def flag(name: str, label: Bilingual) -> Criterion:
    """Return the indicator of a yes or no, which weighs nothing by itself."""
    return Criterion(name, "", "info", (name,), 0.0, 0.0, "flag", "", label, _NOTHING, YES_NO)


def must_have(one: TenderRequirement) -> Gate:
    """Return the must-have of a requirement: its own indicator at 1, that of `flag`."""
    return Gate(one.id, one.id, 1, Bilingual(one.text, one.text), _NOTHING, None, Source(one.source))


def _yes_no(text: str) -> str:
    word = _WORDS.get(folded(text))
    if word is None:
        raise NotOnScale(text)
    return word


def _level(requirement: TenderRequirement, text: str) -> int:
    names = [folded(x) for x in requirement.levels]
    if folded(text) not in names:
        raise NotOnScale(text)
    return names.index(folded(text))


def _on_board(requirement: TenderRequirement, text: str, public: Evidence) -> str:
    """A level of the board by its number or either name, a yes or no, or a number."""
    scale = board_scale(requirement, public)
    if scale is None:
        raise NotOnScale(text)
    names = {folded(t): n for n, both in scale.levels.items() for t in (both.fr, both.en)}
    names |= {folded(code): n for code, n in scale.codes.items()}
    if folded(text) in names:
        return written(names[folded(text)])
    if scale.scale == "flag":
        return written(_yes_no(text) == YES)
    value = number(text)
    if scale.levels and value not in scale.levels:
        raise NotOnScale(text)
    return written(value)
