"""What the store says no to: one word for the reason, so that the screen can say it in the visitor's language."""

from collections.abc import Mapping
from typing import Any

from store.engine import StoreError

REASONS = {
    "no_meeting": "no such meeting",
    "not_facilitator": "only the facilitator may do this",
    "no_seat": "no such participant",
    "closed": "the meeting is closed",
    "hidden": "not revealed yet",
    "full": "the meeting is full",
    "empty": "a title is needed",
    "no_criteria": "nothing to weigh",
    "too_long": "the text is too long",
    "not_weights": "these are not weights",
    "too_often": "too many tries",
    "none_answered": "nobody has answered",
    "no_reply": "no such reply",
    "answered": "the reply is answered already",
    "no_reason": "a reason is needed, in both languages",
    "no_dossier": "no such dossier",
    "gone": "the dossier is there no more",
    "saved_meanwhile": "another window has saved meanwhile",
    "altered": "what is kept was altered",
    "too_large": "the dossier is too large",
}


class Refused(StoreError):
    """The store refuses; `reason` is a key of REASONS, `about` what a sentence needs besides."""

    def __init__(self, reason: str, **about: Any) -> None:
        super().__init__(REASONS[reason])
        self.reason: str = reason
        self.about: Mapping[str, Any] = about
