"""What a command runs with: the call, its environment, and the one way to print."""

from __future__ import annotations

import os

from journal.cli.table import folded, plain
from journal.cli.which_vault import find_vault, gone, last_used, remember
from journal.config import read_settings
from journal.errors import NotUnderstood, NoVault, some
from journal.paths import is_folder
from journal.places import CONFIG_FILE, has_cache
from journal.places import folder as own_folder
from journal.showable import json_escaped
from journal.vault.disk.walk import Walk
from journal.vault.index.look_ahead import look_ahead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path
    from typing import Any, TypeAlias, TypeVar

    from journal.cli.call import Call
    from journal.cli.environment import Environment
    from journal.model import Day, Page
    from journal.vault.vault import Vault
    from journal.vault.write.write_result import Written

    Answer = TypeVar("Answer")

__all__ = ["Context", "OpenUi"]

OpenUi: TypeAlias = "Callable[[Path | None, Day | None, bool, Page | None, Path | None], int]"
"""Opens the terminal UI on a folder and gives the exit status; None for the folder asks what to begin with.

Its day is None where it follows the clock; cache is False to read every note afresh; the page is what it opens with.
The last path is the folder whose config.toml names exports of a network, None for the person's own.
"""


class Context:
    """One call of one command.

    open_ui: None where there is no UI to open. is_scratch: the vault is gone when the call ends. network: the folder
    whose config.toml names exports of a network, None for the person's own.
    """

    def __init__(
        self,
        call: Call,
        environment: Environment,
        open_ui: OpenUi | None = None,
        *,
        is_scratch: bool = False,
        network: Path | None = None,
    ) -> None:
        self.call, self.environment, self.open_ui = call, environment, open_ui
        self.is_scratch, self.network = is_scratch, network
        self._vault: Vault | None = None
        self._today: Day | None = None
        self._folder: str | None = None
        self._told: set[str] = set()

    def on_vault(self, folder: str, *, is_scratch: bool = False, network: Path | None = None) -> Context:
        """A copy of this context with the folder as its vault. is_scratch, network: as for a new one."""
        call = self.call.on_vault(folder)
        return Context(call, self.environment, self.open_ui, is_scratch=is_scratch, network=network)

    @property
    def json(self) -> bool:
        return "--json" in self.call.options

    @property
    def cache(self) -> bool:
        return "--no-cache" not in self.call.options

    @property
    def given_today(self) -> Day | None:
        """The date of --today; None where it was not given and the clock decides. Raises BadDate."""
        if self._today is None:
            typed = self.call.options.get("--today") or self.environment.variables.get("JOURNAL_TODAY")
            try:
                self._today = self._typed_today(typed) if typed else None
            except NotUnderstood as error:
                raise error if "--today" in self.call.options else NotUnderstood(f"JOURNAL_TODAY: {error}") from None
        return self._today

    def _typed_today(self, typed: str) -> Day:
        """The date that was typed. Raises BadDate."""
        from journal.dates import parse_day

        if day := parse_day(typed):  # as scripts and tests give it, which needs none of what people may type
            return day
        from journal.typed_dates import typed_day

        return typed_day(typed, self.environment.clock())

    @property
    def today(self) -> Day:
        return self.given_today or self.environment.clock()

    @property
    def vault_folder(self) -> str:
        """The folder of the vault; it is remembered as the one used last. Raises NoVault."""
        if self._folder is None:
            self._folder = self._found_folder()
        return self._folder

    def _found_folder(self) -> str:
        """Find the folder of the vault and remember it. Raises NoVault, and NotUnderstood where the person's settings
        name a folder that is not there.
        """
        try:
            folder = find_vault(self.call.options.get("--vault"), self.environment, self.warn_once)
        except NoVault as error:
            from journal.wording import place

            last = last_used(self.environment.user_state())
            if last is None:
                if was := gone(self.environment.user_state()):
                    there = place(was, os.path.expanduser("~"))
                    raise NoVault(f"The vault used last, {there}, is not there: bring it back.\n{error}") from None
                raise
            self.warn(f"In {place(last, os.path.expanduser('~'))}, the vault used last.")
            return last
        if not is_folder(folder) and "--vault" not in self.call.options:
            by = (
                "JOURNAL_VAULT"
                if self.environment.variables.get("JOURNAL_VAULT")
                else f"default_vault in {CONFIG_FILE}"
            )
            raise NotUnderstood(f"{by} names {folder}, where there is no folder: mend that, or give --vault.")
        if is_folder(folder) and not self.is_scratch:
            remember(self.environment.user_state(), folder)
        return folder

    @property
    def vault(self) -> Vault:
        """The vault, read; prints what is wrong with the settings."""
        return self.answered(lambda vault: vault)

    def answered(self, question: Callable[[Vault], Answer], *, words: bool = False) -> Answer:
        """The answer to a question about the vault; where nobody has read the vault yet, asked while it is read.

        The question may be asked twice, so it must print nothing. words: a search follows.
        """
        if self._vault:
            return question(self._vault)
        folder = self.vault_folder
        settings = read_settings(folder)
        is_first = not self.cache or not has_cache(folder)
        with look_ahead(Walk(folder, settings.exclude), with_notes=is_first) as ahead:
            from journal.cli import progress_bar
            from journal.vault.vault import Vault  # which loads most of what is needed, while another process looks

            cache = own_folder("cache") if self.cache else None
            vault = Vault.at(folder, cache=cache, words=words, settings=settings)
            with progress_bar.shown(self.environment.stderr) as on_progress:
                answer = vault.answered(lambda: question(vault), on_progress, ahead)
        self._vault = vault
        for notice in (vault.notice, vault.unfinished):
            if notice:
                self.warn(notice)
        self.warn_once(vault.settings.warnings)
        return answer

    def warn_once(self, sentences: Iterable[str]) -> None:
        """Warn of what is wrong with settings, of each once in a call."""
        for sentence in sentences:
            if sentence not in self._told:
                self._told.add(sentence)
                self.warn(sentence)

    def leave(self) -> None:
        """Leave to another process what takes long at the end of a command."""
        if self._vault:
            self._vault.leave()

    def with_words(self) -> Vault:
        """The vault, with all its words read for a search; shows how far that is, where it takes long."""
        from journal.cli import progress_bar

        vault = self.answered(lambda vault: vault, words=True)
        with progress_bar.shown(self.environment.stderr) as show:
            while standing := vault.catch_up():
                if show:
                    show(*standing)
        return vault

    def warn_unread(self, known: Collection[str] = ()) -> list[str]:
        """Warn of notes that could not be read, where all may count for what is told or written; gives their paths.

        known: those that were warned of already.
        """
        paths = [path for path in self.vault.unread() if path not in known]
        if paths:
            what = "what it says does" if len(paths) == 1 else "what they say does"
            self.warn(f"{some(paths)} cannot be read, so {what} not count here: “journal check” says why.")
        return paths

    @property
    def written(self) -> Written | None:
        """What this call wrote last; None where it wrote nothing yet."""
        return self._vault.last_written if self._vault else None

    def print(self, *parts: str, whole: bool = False) -> None:
        """Print a line; control characters in it are made visible. whole: never broken, because it is to be copied."""
        self.environment.print(*parts, whole=whole)

    def lines(self, *parts: str) -> list[str]:
        """The lines that ``print`` would print for these parts; several where the terminal is narrower."""
        return list(self.environment.lines(*parts))

    def print_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Prints rows as aligned columns; on a terminal cut to its width, on a narrow one each on several lines."""
        self.print_lines(self.table_lines(rows))

    def print_lines(self, lines: Iterable[str]) -> None:
        """Print lines that ``lines`` or ``table_lines`` gave."""
        self.environment.write("\n".join(lines) + "\n")

    def table_lines(self, rows: Sequence[Sequence[str]], *, cut_all: bool = False) -> list[str]:
        """The lines that ``print_table`` would print, one for each row. cut_all: as in ``folded``."""
        lines, width = self.environment.lines, self.environment.width
        if width is None:
            return plain(rows)
        found = folded(rows, width, cut_all=cut_all)
        return ["\n".join(line for parts in row for line in lines(*parts)) for row in found]

    def print_json(self, document: Any) -> None:
        """Print a JSON document on one line in UTF-8, with control characters escaped."""
        import json

        self.environment.write(f"{json_escaped(json.dumps(document, ensure_ascii=False))}\n")

    def warn(self, sentence: str) -> None:
        """Print a message on stderr, beside the answer on stdout."""
        self.environment.warn(sentence)

    def ask(self, question: str) -> str:
        """The line that the person at the terminal types, stripped; "" at the end of the input."""
        return self.line_typed(question).strip()

    def line_typed(self, question: str) -> str:
        """The line of the input that follows a question, with its end; "" at the end of the input."""
        self.environment.write("\n".join(self.environment.lines(question)) + " ", at_once=True)
        line = self.environment.answer()
        if not line or not self.environment.has_terminal:  # nobody's Enter has ended the question's line
            self.print()
        return line
