"""Paths as texts, on which ``os.path`` works: pathlib takes a tenth of a command's start."""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["AnyPath", "is_folder", "is_inside"]

AnyPath: TypeAlias = "str | os.PathLike[str]"
"""A path as a text, or what stands for one."""
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


def is_folder(path: AnyPath) -> bool:
    """Whether a folder is there. Raises OSError where the system does not tell."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except ValueError:  # no path has a NUL
        return False
    except OSError as error:
        if error.errno in _NOT_THERE:
            return False
        raise


def is_inside(path: AnyPath, folder: AnyPath) -> bool:
    """Whether a file is in a folder, or that folder, once all links are followed."""
    real_folder = os.path.realpath(folder)
    return os.path.commonpath([os.path.realpath(path), real_folder]) == real_folder
