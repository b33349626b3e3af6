"""The meetings of some days, found without reading other notes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from journal import Vault

FIRST = datetime.date(2026, 11, 22)
SECOND = datetime.date(2026, 11, 23)


def test_meetings_are_those_of_the_days_by_day_and_path(make_vault: Callable[[dict[str, str]], Path]) -> None:
    def meeting(day: str) -> str:
        return f"---\ntype: meeting\ndate: {day}\npeople: [Ida]\n---\nOn 2026-11-22 or so.\n"

    root = make_vault(
        {
            "meetings/z.md": meeting("2026-11-22"),
            "meetings/b.md": meeting("2026-11-23T10:00"),
            "meetings/a.md": meeting("2026-11-23"),
            "meetings/2026-11-22 tea.md": "---\ntype: meeting\n---\n",
            "meetings/2026-11-22 moved.md": meeting("2026-12-01"),
            "meetings/far.md": meeting("2026-11-24"),
            "notes/2026-11-22.md": "---\ndate: 2026-11-22\n---\n",
            "asks/x.md": "---\nask: Tea?\nasked: 2026-11-22\n---\n",
        }
    )
    vault = Vault.open(root)
    vault.reconcile()
    found = [(meeting.date, meeting.note.path) for meeting in vault.meetings([FIRST, SECOND])]
    assert found == [
        (FIRST, "meetings/2026-11-22 tea.md"),
        (FIRST, "meetings/z.md"),
        (SECOND, "meetings/a.md"),
        (SECOND, "meetings/b.md"),
    ]
    assert [party.name for party in vault.meetings([SECOND])[0].people] == ["Ida"]
    assert vault.meetings([]) == []


def test_meetings_with_several_are_those_with_all_of_them(make_vault: Callable[[dict[str, str]], Path]) -> None:
    people = {"a": "[Ida, Tom]", "b": "Tom", "c": "[Tom, Kim, Ida]", "d": "Kim"}
    notes = {f"{name}.md": f"---\ntype: meeting\npeople: {who}\n---\n" for name, who in people.items()}
    vault = Vault.open(make_vault({**notes, "e.md": "---\nask: Could you?\ncontact: [Ida, Tom]\n---\n"}))
    party = {contact.party.name: contact.party for contact in vault.contacts(FIRST)}

    def met(*names: str) -> list[str]:
        return [meeting.note.id for meeting in vault.meetings_with([party[name] for name in names])]

    assert met("Ida") == ["a", "c"]
    assert met("Tom", "Ida") == met("Ida", "Tom") == ["a", "c"]
    assert met("Kim", "Ida", "Tom") == ["c"]
    assert met("Kim") == ["c", "d"]


def test_a_meeting_is_with_those_whom_its_note_names_whichever_note_they_have(
    make_vault: Callable[[dict[str, str]], Path],
) -> None:
    notes = {f"{name}.md": f"---\ntype: person\ntitle: {name.upper()}\n---\n" for name in "abc"}
    vault = Vault.open(make_vault({**notes, "m.md": "---\ntype: meeting\npeople: ['[[a]]', '[[b]]', '[[c]]']\n---\n"}))
    meeting = vault.meeting(vault.find("m"))
    assert meeting is not None
    assert [party.name for party in meeting.people] == ["A", "B", "C"]
