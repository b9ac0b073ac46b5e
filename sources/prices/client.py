"""What asks price interfaces: one client, bounded in time and bytes; whatever goes wrong is one sentence."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from ranking.errors import BoardError

AGENT = "urgence-ou-souverainete-prices/1 (reads public price lists for an editor)"
MOST_JSON, MOST_LINES, MOST_LINE = 40_000_000, 3_000_000_000, 100_000
LONGEST_QUOTED, MOST_PRICE = 80, 1_000_000
PATIENCE = httpx.Timeout(30.0, read=120.0)
Shape = TypeVar("Shape", bound=BaseModel)


class PriceError(BoardError):
    """A price list could not be had, or does not say what its documentation says."""


def opened() -> httpx.Client:
    """Return the client: it follows redirects, and tries a connection that fails twice again."""
    return httpx.Client(
        timeout=PATIENCE,
        follow_redirects=True,
        headers={"User-Agent": AGENT},
        transport=httpx.HTTPTransport(retries=2),
    )


def answer(client: httpx.Client, url: str, shape: type[Shape], query: Mapping[str, str] | None = None) -> Shape:
    """Return a JSON answer in its documented shape. Raises PriceError."""
    with _asked(client, url, query) as response:
        content = b"".join(_bounded(response, MOST_JSON))
    try:
        return shape.model_validate(json.loads(content))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the answer"
        raise PriceError(f"{url}: {where}: {first['msg'].lower()}; the answer as it is documented") from None
    except (ValueError, RecursionError):
        raise PriceError(f"{url}: not JSON; the answer as it is documented") from None


def text(client: httpx.Client, url: str) -> bytes:
    """Return a short document. Raises PriceError."""
    with _asked(client, url, None) as response:
        return b"".join(_bounded(response, MOST_JSON))


def lines(client: httpx.Client, url: str) -> Iterator[str]:
    """Yield the lines of a long text as they come: none is kept. Raises PriceError."""
    seen, begun = 0, ""
    with _asked(client, url, None) as response:
        # Cut here: the client's own way to lines holds one without an end whole in memory.
        for part in response.iter_text():
            seen += len(part)
            if seen > MOST_LINES:
                raise PriceError(f"{url}: longer than {MOST_LINES:,} characters; a price list of at most that")
            *whole, begun = (begun + part).split("\n")
            if len(begun) > MOST_LINE:
                raise PriceError(f"{url}: not CSV (a line of over {MOST_LINE:,} characters); the file as documented")
            yield from (f"{line}\n" for line in whole)
        if begun:
            yield begun


def _bounded(response: httpx.Response, most: int) -> Iterator[bytes]:
    seen = 0
    for part in response.iter_bytes():
        seen += len(part)
        if seen > most:
            raise PriceError(f"{response.url}: longer than {most:,} bytes; a document of at most that")
        yield part


@contextmanager
def _asked(client: httpx.Client, url: str, query: Mapping[str, str] | None) -> Iterator[httpx.Response]:
    try:
        with client.stream("GET", url, params=query) as response:
            if response.status_code != 200:
                later = response.headers.get("Retry-After", "").strip()
                # Seconds or a day, as its documentation allows: said, never slept through.
                again = f" (asks to be asked again after {quoted(later)})" if later else ""
                raise PriceError(f"{url}: status {response.status_code}{again}; 200, with the price list")
            yield response
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PriceError(f"{url}: {type(error).__name__}: {str(error)[:120]}; a price list that answers") from None


def quoted(text: str) -> str:
    """Return what an answer says as a message quotes it: on one line, and cut where it is long."""
    return repr(text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…")


def only(prices: list[Any], url: str, what: str) -> Any:
    """Return the one price that was found. Raises PriceError where there is none, or several that differ."""
    different = list(dict.fromkeys(prices))
    dear = next((p for p in different if p >= MOST_PRICE), None)
    if dear is not None:
        raise PriceError(f"{url}: a price of {dear:.3g} of {what}; one below {MOST_PRICE:,}")
    if not different:
        raise PriceError(f"{url}: no price of {what}; the list as it was, or another name for it")
    if len(different) > 1:
        raise PriceError(f"{url}: {len(different)} prices of {what}: {', '.join(map(str, different[:4]))}; one")
    return different[0]
