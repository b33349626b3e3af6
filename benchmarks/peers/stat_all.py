"""The floor of any look at a folder: one thread lists it and stats each note, and then knows nothing."""

import os
import sys


def stat_all(folder: str) -> int:
    """How many notes there are."""
    found = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                found += stat_all(entry.path)
            elif entry.name.endswith(".md"):
                entry.stat(follow_symlinks=False)
                found += 1
    return found


if __name__ == "__main__":
    sys.stdout.write(f"{stat_all(sys.argv[1])}\n")
