"""Who has signed in with the institution's own OpenID Connect, and what that person may do.

Off unless the settings say otherwise (BOARD_OIDC_METADATA, with the others of its kind); participants never need it.
People are known by the e-mail address that the provider gives; it is neither kept nor logged here.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import streamlit as st

from words.language import Language

FACILITATORS, EDITORS = "BOARD_FACILITATORS", "BOARD_EDITORS"
# A working day: then the provider is asked again.
HOLDS = timedelta(hours=12)


def asked(role: str) -> bool:
    """Return whether this server asks people of a role to sign in."""
    return bool(os.environ.get("BOARD_OIDC_METADATA") and os.environ.get(role))


def may(role: str) -> bool:
    """Return whether this visitor may act in a role: a person on its list; everybody, where nobody has to sign in."""
    return not asked(role) or _is_one(role)


def draw(say: Language, role: str) -> bool:
    """Draw the way in, or who is in and the way out, and return whether this visitor is on the role's list."""
    facilitating = role == FACILITATORS
    claims = _claims()
    if claims is None:
        st.text(
            say(
                "On this server whoever facilitates a meeting signs in with the institution's account. Taking part "
                "needs none."
            )
            if facilitating
            else say("On this server editors sign in with the institution's account.")
        )
        st.button(say("Sign in"), key=f"sign_in_{role}", on_click=st.login)
        return False
    who = address(claims)
    if not who:
        st.text(say("The account you signed in with has no confirmed e-mail address; this server knows people by it."))
    elif _is_one(role):
        st.text(say("Signed in as {who}.", who=who))
    elif facilitating:
        st.text(say("Signed in as {who}, who is not among the facilitators of this server.", who=who))
    else:
        st.text(say("Signed in as {who}, who is not among the editors of this server.", who=who))
    st.button(say("Sign out"), key=f"sign_out_{role}", type="tertiary", on_click=st.logout)
    return _is_one(role)


def _is_one(role: str) -> bool:
    claims = _claims()
    return claims is not None and listed(address(claims), os.environ.get(role, ""))


def _claims() -> Mapping[str, object] | None:
    """Return what the provider said of this visitor, None where nobody has signed in, or not today."""
    claims = st.user.to_dict()
    return claims if claims.get("is_logged_in") and current(claims, datetime.now(UTC)) else None


def current(claims: Mapping[str, object], now: datetime) -> bool:
    """Return whether somebody signed in less than HOLDS ago, as the provider's own time says (iat, in seconds)."""
    since = claims.get("iat")
    return isinstance(since, int | float) and now.timestamp() - since < HOLDS.total_seconds()


def address(claims: Mapping[str, object]) -> str:
    """Return the e-mail address, "" where there is none or the provider says that it is not confirmed."""
    email, sure = claims.get("email"), claims.get("email_verified", True)
    return email.strip() if isinstance(email, str) and sure in (True, "true") else ""


def listed(who: str, people: str) -> bool:
    """Return whether an address is on a list of addresses and domains (@hospital.example), in any case of letters."""
    name, at, domain = who.casefold().rpartition("@")
    return bool(name and at) and not {f"{name}@{domain}", f"@{domain}"}.isdisjoint(
        people.casefold().replace(",", " ").split()
    )
