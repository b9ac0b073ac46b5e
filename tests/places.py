"""What tests read: folders, and the real evidence."""

from pathlib import Path

from ui.session.data import evidence

ROOT = Path(__file__).resolve().parent.parent
ORACLES = ROOT / "tests" / "oracles"
# The same object as the screens': what was computed for one test serves the next.
EVIDENCE = evidence()
