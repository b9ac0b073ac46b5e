"""Components whose JavaScript lies in a folder of ours, served by the board itself: no blob: address, no install."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

UI = Path(__file__).parent.parent
# Every folder with the module that is its entry. A server answers with their files before it has drawn any: a browser
# may have got its page from another one.
ENTRIES = (
    ("drawer/browser", "doors.js"),
    ("evidence/browser", "evidence.js"),
    ("meeting/browser", "memory.js"),
    ("parts/clipboard", "copy.js"),
    ("ranking/live", "board.js"),
    ("session/senses", "connection.js"),
    ("session/senses", "visitor.js"),
    ("weights/browser", "question.js"),
)


def mount(folder: str, script: str, html: str | None = None, css: str | None = None, **options: object) -> None:
    """Draw the component of `ui/<folder>`, whose entry is the module `script`; `options` as Streamlit has them.

    html  what stands in it at first; css: the name of its own style in the folder, which reaches nothing else

    Raises KeyError for what is not among ENTRIES.
    """
    if (folder, script) not in ENTRIES:
        raise KeyError(f"{folder}/{script} is not among the components of ui.session.js_components")
    _component(_registered(folder, script), script, html, css)(**options)


def register_all() -> None:
    """Tell Streamlit all components, as it starts."""
    for folder, script in ENTRIES:
        _registered(folder, script)


def _registered(folder: str, script: str) -> str:
    """Return the name of a component, told to Streamlit once a server.

    Streamlit reads such folders from the manifests of installed packages; ours have a name for each script: two of one
    name would replace each other.
    """
    part = f"{folder.replace('/', '_')}_{script.removesuffix('.js')}"
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"board.{part}") is None:
        manager.register_from_manifest(ComponentManifest("board", "1", [ComponentConfig(part, folder)]), UI)
    return f"board.{part}"


@cache
def _component(name: str, script: str, html: str | None, css: str | None) -> Callable[..., object]:
    return st.components.v2.component(name, html=html, css=css, js=script, isolate_styles=css is not None)
