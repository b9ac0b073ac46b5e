"""The settings of whoever publishes a server: institution.toml, or the file that BOARD_INSTITUTION names."""

import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ranking.errors import BoardError

SETTING = "BOARD_INSTITUTION"
USUAL = Path(__file__).parent.parent.parent / "institution.toml"


class StrictTable(BaseModel):
    """A table of the file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BothLanguages(StrictTable):
    """A text in both languages."""

    fr: str
    en: str


class Publisher(StrictTable):
    """Who publishes."""

    name: str = ""
    address: str = ""
    director: str = ""
    contact: str = ""


class Host(StrictTable):
    """Who runs the machines."""

    name: str = ""
    address: str = ""
    phone: str = ""


class Privacy(StrictTable):
    """Who answers for personal data. log_days: -1 where it is not stated."""

    officer: str = ""
    authority: str = ""
    log_days: int = Field(-1, ge=-1)


class Accessibility(StrictTable):
    """What was tested, and what is known to fail."""

    audit_fr: str = ""
    audit_en: str = ""
    contact: str = ""
    tested: tuple[BothLanguages, ...] = ()
    failing: tuple[BothLanguages, ...] = ()


class Institution(StrictTable):
    """Everything the pages need to know of whoever publishes."""

    publisher: Publisher = Publisher()
    host: Host = Host()
    privacy: Privacy = Privacy()
    accessibility: Accessibility = Accessibility()


def institution() -> Institution:
    """Return the settings. Raises BoardError naming the file, the key and what is wrong."""
    path = Path(os.environ.get(SETTING) or USUAL)
    try:
        return Institution.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BoardError(f"{path.name}: cannot be read ({error}); TOML in UTF-8, as institution.toml") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BoardError(f"{path.name}: {where}: {first['msg']}; as institution.toml has it") from None
