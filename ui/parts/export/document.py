"""The buttons that hand one document over, in each of its forms."""

from collections.abc import Callable, Mapping

import streamlit as st

from exports.tender.content import DocumentContent
from exports.tender.documents import KINDS


def document_buttons(labels: Mapping[str, str], make: Callable[[], DocumentContent], stem: str, key: str) -> None:
    """Draw the buttons that hand a document over, made when asked for. labels: by the ending of each file (KINDS)."""
    with st.container(horizontal=True, gap="small"):
        for form, label in labels.items():
            mime, made = KINDS[form]
            st.download_button(
                label,
                data=lambda made=made: made(make()),
                file_name=f"{stem}.{form}",
                mime=mime,
                on_click="ignore",
                key=f"{key}_{form}",
                type="tertiary",
            )
