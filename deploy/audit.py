"""Ask PyPI whether a package of the lock has a known hole, and say the answer in a few lines.

`python deploy/audit.py PIP-AUDIT LOCK` (make audit). 0: none; 1: these; 2: it was not asked of all.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence

SAFE, HOLES, UNASKED = 0, 1, 2


def asked(program: str, lock: str) -> tuple[int, str]:
    """Run pip-audit on a lock file; return the exit code, and what to print."""
    command = [
        program,
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--format",
        "json",
        "-r",
        lock,
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
        packages = json.loads(done.stdout)["dependencies"]
    except OSError as error:
        return UNASKED, f"Not audited: {program} does not start ({error.strerror})."
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        reason = last.partition(":")[0].rpartition(".")[2][:80]
        return UNASKED, f"Not audited: PyPI cannot be asked from here ({reason})."
    return told(packages)


def told(packages: Sequence[Mapping]) -> tuple[int, str]:
    """Return exit code and text from pip-audit's list of packages: holes first, then what PyPI knew nothing of."""
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    lines = [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version'}"
        for one in packages
        for hole in one.get("vulns", ())
    ]
    holed = bool(lines)
    if len(unknown) == len(packages):
        lines = ["Not audited: what answers here as PyPI knows none of the packages; a mirror does so."]
    elif unknown:
        lines.append(f"Not audited, unknown to PyPI: {', '.join(unknown)}.")
    elif not holed:
        lines.append(f"{len(packages)} packages, none with a hole that PyPI knows of.")
    return HOLES if holed else UNASKED if unknown else SAFE, "\n".join(lines)


if __name__ == "__main__":
    code, said = asked(*sys.argv[1:])
    print(said)
    sys.exit(code)
