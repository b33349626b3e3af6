"""How a message leaves for a mail program: as a link that the system opens, or as a file that is saved."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journal import Draft, Vault, addresses, mail, mailto
from journal.errors import EnvironmentFailed
from journal.model import Day

__all__ = ["Mailing"]

_SECONDS = 3.0
"""So long the opener may take to say that it failed; one that runs on is the mail program itself."""
_LONGEST_NAME = 60
"""Characters of a file's name, so that four bytes each fit any file system."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """A draft with the vault that has the addresses.

    Call both ways of sending on a thread, with the text as the person left it.
    """

    draft: Draft
    vault: Vault
    day: Day

    def open(self, text: str) -> str:
        """Open the message in the mail program; gives the sentence to tell. Raises JournalError where that fails."""
        draft, emails, missing = self._addressed(text)
        link = mailto(draft, emails, instead="save it as .eml, or copy it")
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        if not (program := shutil.which(opener)):
            raise EnvironmentFailed(
                f"There is no {opener} here to open a mail program with: copy the message, or save it as .eml."
            )
        if status := _started([program, link]):
            raise EnvironmentFailed(
                f"{opener} opened no mail program (status {status}): copy the message, or save it as .eml."
            )
        return f"Handed to your mail program by {opener}. {missing}".strip()

    def save(self, text: str) -> str:
        """Save the message as an .eml file outside the vault, never over another file; gives the sentence to tell.

        Raises JournalError where it cannot be written.
        """
        draft, emails, missing = self._addressed(text)
        written = mail(draft, emails, self.day).as_bytes()
        folder = self._folder_to_save_in()
        name = " ".join(re.sub(r"[^\w -]", " ", draft.subject).split())[:_LONGEST_NAME].strip() or "message"
        for path in _names(folder, name):
            try:
                with path.open("xb") as file:
                    file.write(written)
            except FileExistsError:
                continue
            except OSError as error:
                raise EnvironmentFailed(f"{path} cannot be written: {error.strerror}. Copy the message.") from None
            return f"Saved: {path}\nYour mail program opens it as a draft. {missing}".strip()
        raise EnvironmentFailed(f"{folder} has too many mails called {name}: remove some.")

    def _addressed(self, text: str) -> tuple[Draft, list[str], str]:
        """The draft with that text, the known addresses, and a sentence about people without one."""
        emails = addresses(self.vault, self.draft.to)
        without = [party.name for party, email in zip(self.draft.to, emails, strict=True) if not email]
        missing = f"No note has an e-mail address of {' and '.join(without)}: fill it in there." if without else ""
        return self.draft._replace(text=text), [email for email in emails if email], missing

    def _folder_to_save_in(self) -> Path:
        """The person's folder for downloads, else the home, the first outside the vault.

        Raises EnvironmentFailed where neither is.
        """
        import platformdirs

        root = self.vault.root.resolve()
        for folder in (Path(platformdirs.user_downloads_dir()), Path.home()):
            if folder.is_absolute() and folder.is_dir() and not folder.resolve().is_relative_to(root):
                return folder
        raise EnvironmentFailed("There is no folder outside the vault to save a mail in: copy the message.")


def _names(folder: Path, name: str) -> Iterator[Path]:
    """``name.eml``, then ``name 2.eml`` and so on."""
    yield folder / f"{name}.eml"
    yield from (folder / f"{name} {number}.eml" for number in range(2, 1_000))


def _started(call: list[str]) -> int:
    """The exit status of a call; 0 where it still runs after a few seconds."""
    try:
        program = subprocess.Popen(
            call,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise EnvironmentFailed(f"{call[0]} cannot be started: {error.strerror}. Copy the message.") from None
    try:
        return program.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        threading.Thread(target=program.wait, daemon=True).start()
        return 0
