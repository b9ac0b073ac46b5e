"""Every setting of a server, by the name of its variable; all faults are said at once, before anything is served.

`deploy/board.env` lists the same variables with what each is for. What reads a setting reads the variable itself: this
only checks, so that a server that starts does so with settings that it understands.
"""

import os
import sys
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from limits import parse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from ranking.errors import BoardError

OWN = "BOARD_"
COOKIES = "STREAMLIT_SERVER_COOKIE_SECRET"
SECRET = ("BOARD_EDITOR_KEY", "DATABASE_URL", "BOARD_LIMITS", "BOARD_OIDC_SECRET", COOKIES)
UNUSABLE = 2
LEAST_KEY, LEAST_COOKIES, LONGEST_DRAIN = 16, 32, 600
# Signing in needs all of these together; the lists of who may do what need signing in.
OIDC = ("BOARD_OIDC_METADATA", "BOARD_OIDC_CLIENT", "BOARD_OIDC_SECRET", "BOARD_OIDC_ADDRESS", COOKIES)
PEOPLE = ("BOARD_FACILITATORS", "BOARD_EDITORS")
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class SettingsError(BoardError):
    """Settings that cannot be used: a line for each fault."""


def _database(text: str) -> str:
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1))
        driver = url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url
        driver.get_dialect().import_dbapi()
    except ArgumentError:
        raise ValueError("not a database address; sqlite:///path or postgresql://user@host/name") from None
    except (NoSuchModuleError, ImportError):
        raise ValueError("no driver for this kind of database; sqlite or postgresql") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError("the board keeps nothing in this kind of database; sqlite or postgresql")
    return text


def _store(path: Path) -> Path:
    """A file that can be read, or a place to make it in. A disk that takes no writes any more stops no server."""
    if path.is_dir():
        raise ValueError("a folder; the path of a file")
    place = next(p for p in (path.absolute(), *path.absolute().parents) if p.exists())
    if place != path.absolute() and not place.is_dir():
        raise ValueError(f"{place} is no folder; the path of a file")
    if place == path.absolute() and not os.access(place, os.R_OK):
        raise ValueError(f"{place} cannot be read by this user")
    if place != path.absolute() and not os.access(place, os.W_OK):
        raise ValueError(f"{place} cannot be written by this user")
    return path


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise ValueError("no such folder; one with the files of data, as the program's own")
    return path


def _toml(path: Path) -> Path:
    try:
        tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror}); a copy of institution.toml") from None
    except ValueError as error:
        raise ValueError(f"not TOML ({error}); a copy of institution.toml") from None
    return path


def _origins(text: str) -> str:
    for one in text.replace(",", " ").split():
        parts = urlsplit(one if "://" in one else f"//{one}")
        if not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError(f"{one!r} is no origin; addresses such as https://board.example, separated by commas")
    return text


def _networks(text: str) -> str:
    for one in text.replace(",", " ").split():
        try:
            ip_network(one, strict=False)
        except ValueError:
            if one != "*":
                raise ValueError(f"{one!r} is no network; addresses such as 10.0.0.1 or 10.0.0.0/8") from None
    return text


def _rate(text: str) -> str:
    try:
        parse(text)
    except ValueError:
        raise ValueError("not a rate; such as 600 per minute") from None
    return text


def _base(text: str) -> str:
    if any(c in text for c in "?#: ") or "//" in text:
        raise ValueError("not a path; such as board or tools/board")
    return text


def _address(text: str) -> str:
    """An address to which secrets may be sent: https, or on this machine."""
    parts = urlsplit(text)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in THIS_MACHINE):
        raise ValueError("not an address of https; such as https://login.example")
    if not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not a whole address without a query; such as https://login.example")
    return text


def _people(text: str) -> str:
    for one in text.replace(",", " ").split():
        name, at, domain = one.rpartition("@")
        if not at or "@" in name or "." not in domain.strip("."):
            raise ValueError(f"{one!r} is nobody; e-mail addresses, or @hospital.example for all of a domain")
    return text


class Settings(BaseModel):
    """All of them; None or "" where the usual holds."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    database: Annotated[str, AfterValidator(_database)] = Field("", alias="DATABASE_URL")
    store: Annotated[Path | None, AfterValidator(_store)] = Field(None, alias="BOARD_STORE")
    data: Annotated[Path | None, AfterValidator(_folder)] = Field(None, alias="BOARD_DATA")
    institution: Annotated[Path | None, AfterValidator(_toml)] = Field(None, alias="BOARD_INSTITUTION")
    records: Literal["public", "private"] = Field("private", alias="BOARD_RECORDS")
    editor_key: str = Field("", alias="BOARD_EDITOR_KEY", min_length=LEAST_KEY)
    oidc_metadata: Annotated[str, AfterValidator(_address)] = Field("", alias="BOARD_OIDC_METADATA")
    oidc_client: str = Field("", alias="BOARD_OIDC_CLIENT")
    oidc_secret: str = Field("", alias="BOARD_OIDC_SECRET")
    oidc_address: Annotated[str, AfterValidator(_address)] = Field("", alias="BOARD_OIDC_ADDRESS")
    cookies: str = Field("", alias=COOKIES, min_length=LEAST_COOKIES)
    facilitators: Annotated[str, AfterValidator(_people)] = Field("", alias="BOARD_FACILITATORS")
    editors: Annotated[str, AfterValidator(_people)] = Field("", alias="BOARD_EDITORS")
    origins: Annotated[str, AfterValidator(_origins)] = Field("", alias="BOARD_ORIGINS")
    proxies: Annotated[str, AfterValidator(_networks)] = Field("", alias="FORWARDED_ALLOW_IPS")
    api_rate: Annotated[str, AfterValidator(_rate)] = Field("600 per minute", alias="BOARD_API_RATE")
    limits: str = Field("", alias="BOARD_LIMITS", pattern=r"^(redis|rediss|valkey|valkeys)://\S+$")
    metrics_from: Annotated[str, AfterValidator(_networks)] = Field("", alias="BOARD_METRICS_FROM")
    log: Literal["text", "json"] = Field("text", alias="BOARD_LOG")
    drain: float = Field(0, alias="BOARD_DRAIN", ge=0, le=LONGEST_DRAIN)
    first_paint: Literal["0", "1"] = Field("1", alias="BOARD_FIRST_PAINT")
    address: str = Field("127.0.0.1", alias="STREAMLIT_SERVER_ADDRESS", pattern=r"^[0-9A-Za-z:.\-]+$")
    port: int = Field(8501, alias="STREAMLIT_SERVER_PORT", ge=1, le=65535)
    base: Annotated[str, AfterValidator(_base)] = Field("", alias="STREAMLIT_SERVER_BASE_URL_PATH")


NAMES = tuple(field.alias for field in Settings.model_fields.values())


def checked(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of an environment, of this process's unless given. Raises SettingsError with all faults."""
    variables = {name: text for name, text in (os.environ if environment is None else environment).items() if text}
    faults = [_unknown(name) for name in variables if name.startswith(OWN) and name not in NAMES]
    faults += _sign_in(variables)
    if variables.get("DATABASE_URL") and variables.get("BOARD_STORE"):
        variables.pop("BOARD_STORE")  # DATABASE_URL is the one that holds
    try:
        settings = Settings.model_validate(variables)
    except ValidationError as error:
        faults += [_fault(one, variables) for one in error.errors()]
    if faults:
        raise SettingsError("\n".join(sorted(faults)))
    return settings


def expect_usable() -> None:
    """Stop this process here, with a line for each fault, where the settings cannot be used."""
    try:
        checked()
    except SettingsError as error:
        print(f"These settings cannot be used:\n{error}", file=sys.stderr)
        sys.exit(UNUSABLE)


def _sign_in(variables: Mapping[str, str]) -> list[str]:
    """A line for each setting that signing in still needs, and for one that contradicts another."""
    needing = [name for name in (*OIDC[:-1], *PEOPLE) if variables.get(name)]
    if not needing:
        return []
    faults = [
        f"{name}: missing; {needing[0]} needs it, as all of {', '.join(OIDC)}"
        for name in OIDC
        if not variables.get(name)
    ]
    if not any(variables.get(name) for name in PEOPLE):
        faults.append(
            f"{PEOPLE[0]}: missing; whoever signs in may do nothing more, unless it or {PEOPLE[1]} names people"
        )
    base, address = (
        variables.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/"),
        variables.get("BOARD_OIDC_ADDRESS", ""),
    )
    if address and urlsplit(address).path.strip("/") != base:
        faults.append(f"BOARD_OIDC_ADDRESS {address!r}: must end as STREAMLIT_SERVER_BASE_URL_PATH {base!r} has it")
    if not find_spec("authlib"):
        faults.append("BOARD_OIDC_METADATA: Authlib is not installed; make install")
    return faults


def _unknown(name: str) -> str:
    near = get_close_matches(name, NAMES, 1, 0.6)
    return f"{name}: no such setting; {near[0]}?" if near else f"{name}: no such setting; see deploy/board.env"


def _fault(error: Mapping[str, Any], variables: Mapping[str, str]) -> str:
    name = str(error["loc"][0])
    own = (error.get("ctx") or {}).get("error")
    wrong = str(own) if own else error["msg"].removeprefix("Input should be ").replace("String should ", "should ")
    shown = "" if name in SECRET else f" {variables.get(name, '')[:80]!r}"
    return f"{name}{shown}: {wrong}"
