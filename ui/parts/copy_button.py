"""A button that copies a text on one press and says so."""

from ui.session.js_components import mount
from words.language import Language

BUTTON = '<div><button type="button"></button><span role="status"></span></div>'


def copy_button(say: Language, label: str, text: str, key: str) -> None:
    """Draw the button `label`, which copies `text`."""
    mount(
        "parts/clipboard",
        "copy.js",
        BUTTON,
        "copy.css",
        key=key,
        width="content",
        data={
            "label": label,
            "text": text,
            "done": say("Copied."),
            "failed": say("Not copied: select the text and copy it by hand."),
        },
    )
