"""Whether a file is on a network file system, where locks and syncs may not be what they seem."""

from __future__ import annotations

from pathlib import Path

from journal.paths import resolved

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "ncpfs", "fuse.sshfs", "fuse.rclone", "davfs"}
MOUNTS = Path("/proc/self/mounts")


def network_notice(path: Path, mounts: Path = MOUNTS) -> str | None:
    """A warning for a journal on a network file system; None elsewhere, and where the system does not tell."""
    try:
        table = mounts.read_text("utf-8", "replace")
        target = str(resolved(path))
    except OSError:
        return None
    best, kind = "", ""
    for line in table.splitlines():
        _, _, rest = line.partition(" ")
        folder, _, rest = rest.partition(" ")
        folder = folder.replace("\\040", " ")
        if len(folder) >= len(best) and (target == folder or target.startswith(folder.rstrip("/") + "/")):
            best, kind = folder, rest.partition(" ")[0]
    if kind not in _NETWORK:
        return None
    return f"the journal is on a network file system ({kind}): use it from one machine at a time"
