"""python-frontmatter's load over every note of a folder; what it cannot read is passed by, nothing is kept."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import frontmatter
import yaml

if __name__ == "__main__":
    for path in Path(sys.argv[1]).rglob("*.md"):
        with suppress(yaml.YAMLError, UnicodeDecodeError):
            frontmatter.load(str(path))
