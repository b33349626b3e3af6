"""Files of the work tree as they are on disk."""

from __future__ import annotations

from pathlib import Path

from journal.errors import EnvironmentFailed

__all__ = ["read_file"]


def read_file(root: Path, path: str) -> bytes | None:
    """The bytes of a file below a folder; None where it is not there. Raises EnvironmentFailed."""
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentFailed.reading(path, error) from None
