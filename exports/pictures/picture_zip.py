"""Several pictures in one ZIP: those of a screen, or of the whole board, made one after the other."""

from collections.abc import Generator, Sequence
from typing import Any

from address.links import link
from exports.data.zip_files import zipped
from exports.export_queue import Busy
from exports.pictures.catalogue import CATALOGUE, SCREENS
from exports.pictures.picture_file import FORMS, picture
from exports.refusal import Refusal
from ranking.errors import BoardError, NothingToWeigh
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from words.language import language
from words.refusals import reason_text

ALL = "all"
# What a set may hold: every picture of the board in two forms, and half as much again.
MOST_BYTES = 60_000_000


def pictures_of(screen: str) -> tuple[str, ...]:
    """Return the pictures of a screen, or of all of them. Raises BoardError where there is no such screen."""
    if screen == ALL:
        return tuple(CATALOGUE)
    alone = {what: (what,) for what in CATALOGUE if not any(what in names for names in SCREENS.values())}
    screens = SCREENS | alone
    if screen not in screens:
        raise BoardError(f"screen {screen}: one of {', '.join((*screens, ALL))}")
    return screens[screen]


def steps(
    evidence: Evidence,
    scenario: Scenario,
    names: Sequence[str],
    form: str = "png",
    size: str = "slide",
    lang: str = "fr",
    base: str = "",
    **how: Any,
) -> Generator[tuple[int, int], None, bytes]:
    """Yield (made, of how many) while making the pictures `names`, each behind its own turn. Return the ZIP.

    Whoever stops asking stops the work. Pictures with nothing to show are named in the ZIP's README with the reason.
    how  scale, dark, transparent, view: as for `picture`
    Raises as `picture` does, BoardError where the ZIP would be too large.
    """
    files, left_out = {}, []
    for k, what in enumerate(names):
        yield k, len(names)
        try:
            files[f"{k + 1:02d}-{what}-{scenario.as_of}-{size}.{FORMS[form]}"] = picture(
                evidence, scenario, what, form, size, lang=lang, base=base, **how
            )
        except (Busy, NothingToWeigh):
            raise
        except BoardError as error:
            left_out.append((what, error))
        if sum(map(len, files.values())) > MOST_BYTES:
            raise Refusal(
                "large", f"the set is larger than {MOST_BYTES // 1_000_000} MB; ask for fewer pictures or pixels"
            )
    if not files:
        raise left_out[0][1]
    yield len(names), len(names)
    return zipped(files | {"README.txt": _readme(evidence, scenario, lang, base, files, left_out)})


def picture_set(evidence: Evidence, scenario: Scenario, names: Sequence[str], **more: object) -> bytes:
    """Return the ZIP of `steps` in one go."""
    work = steps(evidence, scenario, names, **more)
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def _readme(
    evidence: Evidence,
    scenario: Scenario,
    lang: str,
    base: str,
    files: dict[str, bytes],
    left_out: list[tuple[str, BoardError]],
) -> bytes:
    """Return what the ZIP holds, what it rests on, how to get it back."""
    say = language(lang)
    lines = [
        say("Urgency or sovereignty"),
        say(
            "Pictures of one scenario: facts as of {day}, data {version}.",
            day=say.day(scenario.as_of),
            version=evidence.version,
        ),
        link(base, scenario, evidence.version, lang),
        "",
        *sorted(files),
    ]
    lines += [say("Not made: {name}, {reason}.", name=what, reason=reason_text(say, why)) for what, why in left_out]
    return (
        "\n".join(
            [
                *lines,
                "",
                say(
                    "Data CC BY 4.0, code MIT. A policy analysis aid, not an award engine: the "
                    "buyer's published criteria govern."
                ),
            ]
        )
        + "\n"
    ).encode()
