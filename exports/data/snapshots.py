"""The data files of published versions, kept so that an old link can show its facts.

Archives stand in snapshots/<version>.zip beside the data. Only ranking.facts.load reads data: it is given a folder.
"""

import os
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path, PurePosixPath

from address.readers import is_version
from exports.data.zip_files import zipped
from ranking.errors import BoardError, told
from ranking.facts.load import data_folder, load, load_kept
from ranking.model import Evidence

FILES = ("criteria.csv", "decisions.toml", "musthaves.toml", "timeline.toml")
FOLDERS = ("profiles", "providers")
MOST_BYTES = 50_000_000


def folder(root: Path | None = None) -> Path:
    """Return where the snapshots of the data in `root` (default: the data in use) are kept."""
    return (root or data_folder()) / "snapshots"


def kept(version: str, root: Path | None = None) -> bool:
    """Return whether there is a snapshot of the version."""
    return is_version(version) and (folder(root) / f"{version}.zip").is_file()


def write(root: Path | None = None) -> tuple[Path, bool]:
    """Keep the data of `root`: the snapshot's path, and whether it is new. Same data, same bytes.

    Raises DataError where the data have problems, BoardError where the file cannot be written.
    """
    root = root or data_folder()
    path = folder(root) / f"{load(root).version}.zip"
    if path.exists():
        return path, False
    content = zipped({name: (root / name).read_bytes().replace(b"\r\n", b"\n") for name in _names(root)})
    try:
        path.parent.mkdir(exist_ok=True)
        replace(path, content)
    except OSError as error:
        raise BoardError(told("{path}: cannot be written ({strerror})", path=path, strerror=error.strerror)) from None
    return path, True


def evidence_of(version: str, root: Path | None = None) -> Evidence:
    """Return the evidence of a kept version. Raises BoardError where it is not kept or can no longer be read."""
    if not kept(version, root):
        raise BoardError(told("data {version}: no snapshot is kept", version=version))
    with tempfile.TemporaryDirectory() as place:
        _extract(folder(root) / f"{version}.zip", Path(place))
        evidence = load_kept(place)
    if evidence.version != version:
        raise BoardError(
            told("data {version}: the snapshot holds other data ({found})", version=version, found=evidence.version)
        )
    return evidence


def kept_evidence(version: str) -> Evidence:
    """Return the evidence of a version kept beside the data in use, read once: that takes most of a second."""
    return _read(version, data_folder())


def locked_on(version: str, now: Evidence) -> Evidence | None:
    """Return the evidence that a record of this version was locked on, `now` where it is that; None if not kept."""
    if version == now.version:
        return now
    try:
        return kept_evidence(version)
    except BoardError:
        return None


@lru_cache(maxsize=4)
def _read(version: str, root: Path) -> Evidence:
    return evidence_of(version, root)


def replace(path: Path, content: bytes) -> None:
    """Write a whole file or none: beside its place first, then renamed. Raises OSError."""
    partial = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        # One that a killed process of the same number left.
        partial.unlink(missing_ok=True)
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _names(root: Path) -> list[str]:
    inside = [p.relative_to(root).as_posix() for name in FOLDERS for p in sorted((root / name).glob("*.toml"))]
    return [*FILES, *inside]


def _extract(archive: Path, place: Path) -> None:
    """The data files of an archive, and nothing else it may hold. Raises BoardError where it is not one."""
    try:
        with zipfile.ZipFile(archive) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_BYTES:
                raise BoardError(told("{name}: too large for a snapshot", name=archive.name))
            for name in filter(_expected, package.namelist()):
                target = place / name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(package.read(name))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        raise BoardError(told("{name}: not a snapshot that can be read", name=archive.name)) from None


def _expected(name: str) -> bool:
    path = PurePosixPath(name)
    return name in FILES or (len(path.parts) == 2 and path.parts[0] in FOLDERS and path.suffix == ".toml")
