"""Take out of a CycloneDX bill of materials the addresses that packages give of themselves, and what wrote the bill.

Name, version, licence and package URL say what is shipped; the rest changes with whoever writes the file.
`python deploy/bare_bill.py FILE` (make sbom).
"""

import json
import sys
from pathlib import Path

UNKEPT = ("externalReferences", "author", "description")


def bare(bill: dict) -> dict:
    """Return the bill without UNKEPT, and without its tools."""
    bill["metadata"].pop("tools", None)
    for part in bill["components"]:
        for name in UNKEPT:
            part.pop(name, None)
    return bill


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(json.dumps(bare(json.loads(path.read_text("utf-8"))), indent=1, ensure_ascii=False) + "\n", "utf-8")
