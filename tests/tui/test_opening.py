"""The UI that opens at a page, as ``journal open NOTE`` has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.people import PEOPLE
from tests.tui.stage import staged, write


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("asks/slides", "Maria Lopez → Look at my slides"),
        ("people/maria", "Runs the"),
        ("Omar Haddad", "Visa letter"),
        ("goals/job", "Something with rivers."),
        ("meetings/past", "Coffee"),
    ],
    ids=["an ask", "a person", "somebody without a note", "a goal", "another note"],
)
async def test_the_page_is_there_without_a_key_and_esc_leads_to_follow_ups(
    tmp_path: Path, name: str, sees: str
) -> None:
    root = write(tmp_path / "vault", PEOPLE)
    async with staged(root, (100, 60), at=name) as stage:
        await stage.sees(sees)
        assert len(stage.app.screen_stack) == 2
        await stage.press("escape")
        await stage.until(lambda: len(stage.app.screen_stack) == 1)
