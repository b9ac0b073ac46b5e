"""A small OpenID Connect provider for tests: strict about all that the board owes one, generous to who types an e-mail.

One client, the code flow with PKCE (S256), tokens signed by a key of its own; whoever fills in the form is that person.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "board", "a-secret-of-the-provider"


class Provider(ThreadingHTTPServer):
    """Listens on a free port of this machine. back: the one address to which people are sent back."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Asked)
        self.key = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, dict[str, str]] = {}
        self.back, self.open = "", True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Asked(BaseHTTPRequestHandler):
    """One question to the provider."""

    server: Provider

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        asked = dict(parse_qsl(place.query))
        if not self.server.open:
            self._answer(503, "closed")
        elif place.path == "/.well-known/openid-configuration":
            self._answer(200, json.dumps(self._metadata()), "application/json")
        elif place.path == "/keys":
            public = self.server.key.as_dict(private=False)
            self._answer(200, json.dumps({"keys": [public]}), "application/json")
        elif place.path == "/authorize" and self._right(asked):
            hidden = "".join(f'<input type=hidden name="{escape(k)}" value="{escape(v)}">' for k, v in asked.items())
            self._answer(200, f"<form method=post>{hidden}<input name=email autofocus><button>Continue</button></form>")
        elif place.path == "/end" and asked.get("post_logout_redirect_uri") == self.server.back:
            jwt.decode(asked["id_token_hint"], self.server.key, algorithms=["RS256"])
            self._lead(self.server.back)
        else:
            self._answer(400, "not understood")

    def do_POST(self) -> None:
        given = dict(parse_qsl(self.rfile.read(int(self.headers["content-length"])).decode()))
        if self.path.startswith("/authorize") and self._right(given):
            code = secrets.token_hex(8)
            self.server.codes[code] = given
            self._lead(f"{self.server.back}?{urlencode({'code': code, 'state': given['state']})}")
        elif self.path == "/token" and (known := self.server.codes.pop(given.get("code", ""), None)):
            self._token(given, known)
        else:
            self._answer(400, "not understood")

    def _right(self, asked: dict[str, str]) -> bool:
        return (
            (asked.get("client_id"), asked.get("redirect_uri")) == (CLIENT, self.server.back)
            and asked.get("code_challenge_method") == "S256"
            and "openid" in asked.get("scope", "").split()
            and all(asked.get(name) for name in ("state", "nonce", "code_challenge"))
        )

    def _token(self, given: dict[str, str], known: dict[str, str]) -> None:
        who = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        proof = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if self.headers["authorization"] != f"Basic {who}" or proof != known["code_challenge"]:
            self._answer(401, '{"error": "invalid_client"}', "application/json")
            return
        now = int(time.time())
        claims = {"iss": self.server.address, "aud": CLIENT, "sub": known["email"], "email": known["email"]}
        claims |= {"email_verified": True, "nonce": known["nonce"], "iat": now, "exp": now + 300}
        token = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, self.server.key)
        body = {"access_token": secrets.token_hex(8), "token_type": "Bearer", "expires_in": 300, "id_token": token}
        self._answer(200, json.dumps(body), "application/json")

    def _metadata(self) -> dict[str, object]:
        at = self.server.address
        places = {"authorization": "authorize", "token": "token", "end_session": "end"}
        return {
            "issuer": at,
            **{f"{name}_endpoint": f"{at}/{place}" for name, place in places.items()},
            "jwks_uri": f"{at}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _answer(self, status: int, text: str, kind: str = "text/html") -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _lead(self, there: str) -> None:
        self.send_response(303)
        self.send_header("location", there)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_line: object) -> None:
        """Say nothing."""


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers until the block ends; its `back` is to be set to the board's address."""
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
