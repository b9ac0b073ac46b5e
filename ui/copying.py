"""A button that copies a text on one press and says so."""

from pathlib import Path

from ui.own_components import mount
from words.language import Language

CSS = (Path(__file__).parent / "copy" / "copy.css").read_text("utf-8")
HTML = '<div><button type="button"></button><span role="status"></span></div>'


def copy_button(say: Language, label: str, text: str, key: str) -> None:
    """The button `label`; `text` is what it copies."""
    mount("copy", "copy.js", HTML, CSS, key=key, width="content",
          data={"label": label, "text": text, "done": say("Copied."),
                "failed": say("Not copied: select the text and copy it by hand.")})
