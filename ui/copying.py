"""A button that copies a text on one press and says so."""

from pathlib import Path

import streamlit as st

from words.language import Language

HERE = Path(__file__).parent
_button = st.components.v2.component(
    "copy_button", html='<div><button type="button"></button><span role="status"></span></div>',
    css=(HERE / "copy.css").read_text("utf-8"), js=(HERE / "copy.js").read_text("utf-8"))


def copy_button(say: Language, label: str, text: str, key: str) -> None:
    """The button `label`; `text` is what it copies."""
    _button(key=key, data={"label": label, "text": text, "done": say("Copied."),
                           "failed": say("Not copied: select the text and copy it by hand.")},
            width="content")
