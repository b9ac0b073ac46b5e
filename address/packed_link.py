"""A long address made short: its entries packed into one, `s=…`, that any copy of the board unpacks by itself.

The packing is deflate (RFC 1951) over the entries as they stand in the long address, primed with the words that
addresses are made of, in the letters of base64url (RFC 4648), after one digit for the packing's version. Nothing is
stored anywhere, and the long address goes on being accepted.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode

KEY, VERSION = "s", "1"
MOST_CHARACTERS, MOST_BYTES = 4000, 16_000
# Part of the packing: another text needs another version. Names that are not in it are packed all the same.
WORDS = (
    b"&believe=&grades=AB&cell=&pair=azure,scaleway&vary=any-nested-30-10-97-85-60&vary=mine-nested-&vary="
    b"order-nested-&vary=range-nested-&sides=readiness,sovereignty&bundle=hds,svc_spark>=1&known=documented&thin=1&mix=min&mix=0.5"
    b"&unknowns=neutral&unknowns=ignore&rule=tolerant&offers=aruba,aws,aws_esc,azure,bleu,clever_cloud,cloud_temple,"
    b"delos,exoscale,google_cloud,hetzner,infomaniak,ionos,numspot,open_telekom_cloud,orange_business,outscale,"
    b"ovhcloud_private,ovhcloud_public,post_telecom_lux,s3ns,scaleway,stackit,upcloud&require=hds,"
    b"secnumcloud_in_progress,secnumcloud_qualified,eu_owned,region_in_france,purchase_route&profile=senate_2025"
    b"&profile=hub_2020&profile=government_2026_sovereignty_first&profile=commission_2026&profile=cnil"
    b"&pillars=certification:25,cost_exit:25,readiness:25,sovereignty:25&weights=ai_services:10,certs:10,"
    b"data_residency:10,data_services:10,egress_eur_per_gb:10,eu_regions:10,gpu_best:10,hds:10,jurisdiction:10,"
    b"key_control:10,price_s3_eur_tb_month:10,price_vm_eur_month:10,secnumcloud:10,technology_openness:10,"
    b"ugap_available:10"
)


def packed(entries: Mapping[str, str]) -> str:
    """Return the code of some entries; `unpacked` gives them back."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, WORDS)
    content = pack.compress(_query(entries).encode()) + pack.flush()
    return VERSION + base64.urlsafe_b64encode(content).decode().rstrip("=")


def unpacked(code: str) -> dict[str, str] | None:
    """Return the entries of a code; None where it is damaged, cut, of another version, or would unpack to too much."""
    if not code.startswith(VERSION) or len(code) > MOST_CHARACTERS or not re.fullmatch("[A-Za-z0-9_-]+", code):
        return None
    pack = zlib.decompressobj(-15, WORDS)
    try:
        content = pack.decompress(base64.urlsafe_b64decode(code[1:] + "=" * (-len(code[1:]) % 4)), MOST_BYTES)
        text = content.decode() if pack.eof and not pack.unused_data else None
    except (zlib.error, binascii.Error, UnicodeDecodeError):
        return None
    return None if text is None else dict(parse_qsl(text, keep_blank_values=True))


def expanded(query: Mapping[str, str]) -> dict[str, str]:
    """Return the query with its code opened; what stands beside the code wins.

    A code that cannot be opened stays as it is.
    """
    entries = unpacked(query[KEY]) if KEY in query else None
    if entries is None:
        return dict(query)
    return {**{k: v for k, v in entries.items() if k != KEY}, **{k: v for k, v in query.items() if k != KEY}}


def _query(entries: Mapping[str, str]) -> str:
    return urlencode(entries, safe=",:>=", quote_via=quote)
