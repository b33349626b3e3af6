"""What one call asks of the index in several questions: notes are saved between them, and each is then another row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal import Vault
from journal.model import Day, Meeting, Name
from journal.vault.index.index import Index
from tests.tui.stage import write

TODAY = Day(2026, 3, 16)
SAVED = {
    "asks/labs.md": "---\ncontact: Ann Poe\nask: Which labs hire?\nasked: 2026-03-01\noutcome: two\n---\n",
    "people/bo.md": "---\ntype: person\ntitle: Bo Lund\ncan_help: [soldering]\n---\n",
}
MEETING = {"meetings/lunch.md": "---\ntype: meeting\ndate: 2026-03-15\npeople: [Ann Poe]\n---\n- [x] thank: [[labs]]\n"}


def meeting(vault: Vault) -> Meeting:
    return vault.near_meetings(Day(2026, 3, 15))[0]


CALLS: dict[str, Callable[[Vault], Any]] = {
    "a name": lambda vault: vault.find("labs").path,
    "a part of a name": lambda vault: vault.find("lun").path,
    "what is called so": lambda vault: [note.path for note in vault.called("bo")],
    "whom a name means": lambda vault: vault.resolver.party(Name("bo", "bo"), None),
    "what a meeting brought": lambda vault: vault.met(meeting(vault), TODAY, TODAY, dry_run=True).left,
    "who knows of something": lambda vault: [each.party.name for each in vault.knowing(["soldering"], every=True)],
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_note_that_is_saved_between_two_questions_is_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Callable[[Vault], Any]
) -> None:
    vault = Vault.open(write(tmp_path / "network", SAVED | MEETING))
    right = call(Vault.open(vault.root))
    ask, asked, saved_after = Index.ask, 0, 0

    def asked_then_saved(index: Index, *args: Any, **named: Any) -> Any:
        nonlocal asked
        answer = ask(index, *args, **named)
        asked += 1
        if asked == saved_after:
            write(vault.root, {path: f"{text}\nSaved {saved_after} times\n" for path, text in SAVED.items()})
            vault.reconcile()
        return answer

    monkeypatch.setattr(Index, "ask", asked_then_saved)
    while asked >= saved_after:
        asked, saved_after = 0, saved_after + 1
        assert call(vault) == right
    assert saved_after > 1
