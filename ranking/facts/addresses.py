"""Which addresses cannot be a source: a reader who follows one must come to the statement itself."""

import re
from collections.abc import Iterator

from ranking.errors import DataFault, told

LINE = re.compile(r'\s*source_url\s*=\s*"([^"]*)"')
BLOCK = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_.\-]+)\s*\]\]?")
UNFIT = (
    (
        re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^/?#]+/[^/?#]+/?$"),
        told("the root of a repository"),
        told("the file at its commit, the issue or the commit that says it"),
    ),
    (
        re.compile(r"https?://[^/?#]+/?$"),
        told("a site's home page"),
        told("the page on which the statement can be read"),
    ),
    (
        re.compile(r"https?://[^/]*(?:\.rproxy\.goskope\.com|\.workers\.dev/https?/|/proxy/index\.php\?q=)"),
        told("a proxy's copy"),
        told("the address of the page itself"),
    ),
    (
        re.compile(
            r"https?://[^/?#]*@|[?&;](?:authuser|jsessionid|phpsessid|session(?:id)?|sid|(?:access_)?token)=", re.I
        ),
        told("an address with user or session data"),
        told("the address without them"),
    ),
)


def unfit(address: str) -> tuple[str, str] | None:
    """Return why `address` cannot be a source, and what is allowed; None where it can."""
    return next(((what, allowed) for pattern, what, allowed in UNFIT if pattern.search(address)), None)


def unfit_addresses(path: str, text: str) -> Iterator[DataFault]:
    """Yield a problem for each source_url of a TOML file that cannot be a source, at its own line."""
    block = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := BLOCK.match(line):
            block = match[1]
        elif (match := LINE.match(line)) and (fault := unfit(match[1])):
            yield DataFault(
                path, number, block, told("source_url = {found!r} is {fault}", found=match[1], fault=fault[0]), fault[1]
            )
