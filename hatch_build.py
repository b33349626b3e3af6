"""The README as a package index shows it, where pictures and links of the repository lead nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

__all__ = ["ReadmeHook", "readme_for_index"]

_PICTURE = re.compile(r"!\[[^\]]*\]\((docs/pictures/[\w-]+)\.svg\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)[^)]+\)")


class ReadmeHook(MetadataHookInterface):
    """Fills in the field ``readme``, which pyproject.toml leaves to it."""

    def update(self, metadata: dict[str, Any]) -> None:
        metadata["readme"] = {"content-type": "text/markdown", "text": readme_for_index(Path(self.root))}


def readme_for_index(root: Path) -> str:
    """The README with the text of each picture in its place, and of each link to a file only its words."""

    def drawn(picture: re.Match[str]) -> str:
        lines = (root / f"{picture[1]}.txt").read_text(encoding="utf-8")
        return f"```text\n{lines}```"

    return _LINK.sub(r"\1", _PICTURE.sub(drawn, (root / "README.md").read_text(encoding="utf-8")))
