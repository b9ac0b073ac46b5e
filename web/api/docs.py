"""The documentation page: the OpenAPI description as plain HTML, without a script, nothing from elsewhere."""

from html import escape
from typing import Any

from markdown_it import MarkdownIt

from web.api.problems import KINDS

STYLE = """
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 17px/1.5 system-ui, sans-serif;
  background: light-dark(#FFFFFF, #14161A); color: light-dark(#14161A, #EDEDED); }
h1, h2 { line-height: 1.25; } h2 { margin-top: 2.5rem; font-size: 1.15rem; }
code, pre { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0;
  border-bottom: 1px solid light-dark(#D0D4DA, #3A3F47); overflow-wrap: anywhere; }
a { color: inherit; } summary { cursor: pointer; } .wide { overflow-x: auto; }
"""


def page(openapi: dict[str, Any]) -> str:
    """Return the documentation as one HTML page. openapi: the OpenAPI description."""
    ways = "".join(_operation(path, way["get"]) for path, way in openapi["paths"].items())
    kinds = "".join(
        f'<tr id="{kind}"><td><code>{kind}</code></td><td>{status}</td><td>{escape(title)}</td></tr>'
        for kind, (status, title) in KINDS.items()
    )
    shapes = "".join(_shape(name, shape) for name, shape in sorted(openapi["components"]["schemas"].items()))
    title = f"{openapi['info']['title']}: interface for programs, version {openapi['info']['version']}"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body><main>'
        f"<h1>{escape(title)}</h1>{MarkdownIt().render(openapi['info']['description'])}"
        '<p><a href="openapi.json">OpenAPI 3.1 description</a> · <a href="../../">The board</a></p>'
        f"{ways}<h2>Problems</h2><table><tr><th>kind</th><th>status</th><th>title</th></tr>{kinds}</table>"
        f"<h2>Shapes</h2>{shapes}</main></body></html>"
    )


def _operation(path: str, way: dict[str, Any]) -> str:
    example = _example(path, way["parameters"])
    rows = "".join(
        f"<tr><td><code>{escape(p['name'])}</code></td><td>{escape(p['description'])}</td></tr>"
        for p in way["parameters"]
    )
    return (
        f"<section><h2><code>GET {escape(path)}</code></h2><p>{escape(way['summary'])}</p>"
        f'<p><a href="{escape(example)}"><code>{escape(example)}</code></a></p><p>Answers {_answers(way)}.</p>'
        f"<details><summary>{len(way['parameters'])} entries</summary><table>{rows}</table></details></section>"
    )


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    """Return a link of the example, relative to the page."""
    query = []
    for p in parameters:
        if p["in"] == "path":
            path = path.replace(f"{{{p['name']}}}", str(p["schema"]["enum"][0]))
        elif "example" in p:
            query.append(f"{p['name']}={p['example']}")
    return path.removeprefix("/api/v1/") + ("?" + "&".join(query) if query else "")


def _answers(way: dict[str, Any]) -> str:
    (media, content), *_ = way["responses"]["200"]["content"].items()
    schema = content.get("schema", {})
    name = (schema.get("items") or schema).get("$ref", "").rpartition("/")[2]
    shown = f'<a href="#shape-{name}">{name}</a>' if name else ""
    return f"<code>{media}</code>{': a list of ' if 'items' in schema else ': ' if name else ''}{shown}"


def _shape(name: str, shape: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(key)}</code></td><td>{escape(entry.get('description', ''))}</td></tr>"
        for key, entry in shape.get("properties", {}).items()
    )
    return (
        f'<details id="shape-{name}"><summary><code>{name}</code> {escape(shape.get("description", ""))}</summary>'
        f"<table>{rows}</table></details>"
    )
