"""A name that a contact and a goal share, with notes and without: who is meant, and that both can be named."""

from __future__ import annotations

import pytest

from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

ASK = "---\ncontact: {}\ngoal: {}\nask: {}?\nasked: 2026-03-02\n---\n"
SHARED: dict[str, str | bytes] = {
    "a.md": ASK.format("Bob Ray", "G", "Could you help"),
    "b.md": ASK.format("Ann Lee", "Bob Ray", "Could you help him"),
}


def test_without_a_note_the_person_is_shown(call: Call, make_vault: MakeVault) -> None:
    vault = str(make_vault(SHARED))
    shown = call("show", "Bob Ray", "--json", "--vault", vault)
    assert (shown.status, shown.document["contact"]["name"]) == (0, "Bob Ray")
    brief = call("brief", "bob ray", "--json", "--vault", vault)
    assert (brief.status, [each["name"] for each in brief.document["people"]]) == (0, ["Bob Ray"])
    assert call("show", "bob", "--vault", vault).out == call("show", "Bob Ray", "--vault", vault).out


def test_where_the_goal_has_a_note_a_brief_is_of_the_person(call: Call, make_vault: MakeVault) -> None:
    vault = str(make_vault({**SHARED, "goals/Bob Ray.md": "---\ntype: goal\n---\n"}))
    assert "goal" in call("show", "Bob Ray", "--json", "--vault", vault).document
    brief = call("brief", "Bob Ray", "--json", "--vault", vault)
    assert (brief.status, [each["name"] for each in brief.document["people"]]) == (0, ["Bob Ray"])
    assert "no contact and no meeting (goal)" in call("brief", "goals/Bob Ray", "--vault", vault).err


@pytest.mark.parametrize("command", ["show", "brief"])
def test_the_first_word_of_two_without_a_note_lists_both(call: Call, make_vault: MakeVault, command: str) -> None:
    vault = str(make_vault({**SHARED, "c.md": ASK.format("Bob Cole", "G", "Could you too")}))
    done = call(command, "bob", "--vault", vault)
    assert done.status == 2
    assert all(name in done.err for name in ("Bob Ray", "Bob Cole"))
    picked = call(command, "bob", "--vault", vault, width=100, answers=["2\n"], variables={"NO_COLOR": "1"})
    assert picked.status == 0
