"""What a person set for themselves: their own keys, the exports of their network, and the theme they chose last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from journal.config import CONFIG_FILE, read_user_config
from journal.errors import EnvironmentFailed
from journal.keyboard import remapped
from journal.smallfile import write_small

__all__ = ["Preferences"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """keys: by id, as Textual names them. theme_file: where the theme is remembered, None for nowhere.

    config: the folder that the keys were read in, None for none. files: exports of the person's network. network: the
    folder whose config.toml names them, None for config.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    theme_file: Path | None = None
    config: Path | None = None
    files: Sequence[Path] = ()
    network: Path | None = None

    def read(self) -> Preferences:
        """A copy with keyboard keys and exports read anew, each from its folder's config.toml; itself where config is
        None.

        Raises BadSettings.
        """
        if self.config is None:
            return self
        config = read_user_config(self.config)
        files = read_user_config(self.network).files if self.network else config.files
        return replace(self, keys=remapped(config.keys, self.config / CONFIG_FILE), files=files)

    def theme(self) -> str | None:
        """The theme chosen last; None where that is not known, whatever the reason."""
        try:
            return self.theme_file.read_text(encoding="utf-8").strip() if self.theme_file else None
        except (OSError, UnicodeDecodeError):
            return None

    def remember(self, theme: str) -> None:
        """Keep a theme for the next start. Raises EnvironmentFailed."""
        if self.theme_file is None:
            return
        try:
            self.theme_file.parent.mkdir(parents=True, exist_ok=True)
            write_small(self.theme_file, f"{theme}\n".encode())
        except OSError as error:
            raise EnvironmentFailed.writing(self.theme_file, error) from error
