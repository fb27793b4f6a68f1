"""Whether a folder lies on a disk of this machine. SQLite's write-ahead log shares memory between processes through a
mapped file, which network file systems do not keep coherent, so it is used on local disks only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LOCAL = frozenset(
    "apfs bcachefs btrfs exfat ext2 ext3 ext4 f2fs jfs msdos ntfs ntfs3 overlay reiserfs tmpfs ufs vfat xfs zfs".split()
)
_MOUNTS = Path("/proc/mounts")
_SYNCED = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".sync_*.db": "Nextcloud",
    ".tmp.driveupload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}
"""What the programs that copy a folder to other computers leave in it, or in a folder above."""
_NAMES = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("com~apple~clouddocs", "iCloud"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("syncthing", "Syncthing"),
)
"""How their folders are called: a name that begins so, in any letters."""


def synced_by(folder: Path) -> str | None:
    """The program that copies this folder to other computers, as far as its marks or its name tell."""
    for place in (folder.resolve(), *folder.resolve().parents):
        for name, program in _NAMES:
            if place.name.casefold().startswith(name):
                return program
        for mark, program in _SYNCED.items():
            try:
                if any(place.glob(mark)) if "*" in mark else (place / mark).exists():
                    return program
            except OSError:
                continue
    return None


def takes_log(folder: Path) -> bool:
    """Whether a case may keep a log beside it: a local disk, and nobody copies file by file from under it."""
    return is_local(folder) and synced_by(folder) is None


def is_local(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """True where the folder is known to lie on a local disk; False also where that cannot be told."""
    if sys.platform == "win32":
        return _is_fixed_drive(folder)
    if sys.platform == "darwin":
        return not str(folder.resolve()).startswith(("/Volumes/", "/Network/"))
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    return _kind_of(folder.resolve(), lines) in _LOCAL


def _kind_of(folder: Path, lines: list[str]) -> str:
    best, kind = "", ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        # The kernel writes blanks in a mount point as octal escapes.
        place = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = str(folder) == place or str(folder).startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, parts[2]
    return kind


def _is_fixed_drive(folder: Path) -> bool:
    import ctypes

    drive = os.path.splitdrive(str(folder.resolve()))[0]
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    fixed, ram_disk = 3, 6
    return not drive.startswith("\\\\") and kernel.GetDriveTypeW(drive + "\\") in (fixed, ram_disk)
