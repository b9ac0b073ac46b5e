"""Components whose JavaScript lies in a folder of ours, served by the board itself: no blob: address, no install."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

UI = Path(__file__).parent.parent


def mount(folder: str, script: str, html: str | None = None, css: str | None = None, **options: object) -> None:
    """Draw the component of `ui/<folder>`, whose entry is the module `script`; `options` as Streamlit has them.

    html  what stands in it at first; css: the name of its own style in the folder, which reaches nothing else

    Streamlit reads such folders from the manifests of installed packages; ours are told to it here, once a server,
    under a name for each script: two of one name would replace each other.
    """
    part = f"{folder.replace('/', '_')}_{script.removesuffix('.js')}"
    name = f"board.{part}"
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(name) is None:
        manager.register_from_manifest(ComponentManifest("board", "1", [ComponentConfig(part, folder)]), UI)
    _component(name, script, html, css)(**options)


@cache
def _component(name: str, script: str, html: str | None, css: str | None) -> Callable[..., object]:
    return st.components.v2.component(name, html=html, css=css, js=script, isolate_styles=css is not None)
