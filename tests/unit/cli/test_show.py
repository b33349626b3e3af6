"""``show``: one ask, person, goal or note."""

from __future__ import annotations

import pytest

from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

KINDS = {
    "Intro to Acme": "ask",
    "people/maria": "contact",
    "Maria Lopez": "contact",
    "Sam Lee": "contact",
    "data-job": "goal",
    "talks": "goal",
    "Coffee": "note",
    "loose.md": "note",
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_shown_has_its_own_key(call: Call, network: str, name: str) -> None:
    document = call("show", name, "--vault", network, "--json").document
    assert list(document) == ["version", KINDS[name], "history", "links", "backlinks"]


def test_an_ask_as_json_has_its_history_and_links(call: Call, network: str) -> None:
    document = call("show", "Intro to Acme", "--vault", network, "--json").document
    assert document["ask"]["state"] == "thank"
    assert document["history"][0] == {
        "date": "2026-03-07",
        "event": "outcome",
        "id": "asks/2026-02-02-intro",
        "text": "met the lead",
    }
    assert set(document["links"]) >= {"people/maria", "goals/data-job"}
    assert "asks/2026-02-02-intro" in call("show", "maria", "--vault", network, "--json").document["backlinks"]


def test_an_ask_says_what_to_do_next(call: Call, network: str) -> None:
    lines = call("show", "asks/2026-02-02-intro.md", "--vault", network).out.splitlines()
    assert lines[:2] == ["Intro to Acme", "asks/2026-02-02-intro.md"]
    assert "  state       THANK +9d" in lines
    assert "  next        The outcome came 9 days ago: tell Maria Lopez, with thanks." in lines
    assert "  outcome on  7 Mar 2026 (9 days ago)" in lines
    assert "  2026-03-07  outcome  met the lead" in lines
    assert lines[-1] == "Hi Maria, see [[people/maria]]."


def test_a_draft_shows_its_gaps(call: Call, network: str) -> None:
    out = call("show", "asks/referral", "--vault", network).out
    assert "Before it goes out\n  owes-outcome" in out


def test_a_contact_shows_how_things_stand(call: Call, network: str) -> None:
    out = call("show", "people/maria", "--vault", network).out
    assert out.startswith("Maria Lopez\npeople/maria.md\n")
    for line in ("  org           Acme", "  asks          2 open of 2", "  meetings      1 of 2 a year"):
        assert line in out.splitlines()
    assert out.endswith("\nRuns the data team.\n")


def test_a_contact_and_a_goal_list_the_asks_that_are_not_over(call: Call, make_vault: MakeVault) -> None:
    def ask(contact: str, rest: str) -> str:
        return f"---\ncontact: {contact}\ngoal: Job\nask: Could you?\n{rest}---\n"

    root = make_vault(
        {
            "a.md": ask("Kim", "asked:\n"),
            "b.md": ask("Kim", "status: declined\n"),
            "c.md": ask("Lee", "asked: 2026-03-10\n"),
        }
    )
    assert "\nAsks\n  DRAFT  Could you?  a\n" in call("show", "Kim", "--vault", str(root)).out
    lines = call("show", "Job", "--vault", str(root)).out.splitlines()
    at = lines.index("Asks")
    assert lines[at + 1 : at + 4] == ["  DRAFT       Kim  Could you?  a", "  WAIT   -1d  Lee  Could you?  c", ""]


def test_a_contact_without_a_note_says_so(call: Call, network: str) -> None:
    assert call("show", "sam lee", "--vault", network).out.startswith("Sam Lee\nno note of its own\n")


def test_a_goal_shows_its_pieces(call: Call, network: str) -> None:
    lines = call("show", "goals/data-job", "--vault", network).out.splitlines()
    assert "  piece      intro: asks/2026-02-02-intro (has an outcome)" in lines
    assert "  piece      referral: nobody asked" in lines


def test_a_note_shows_its_frontmatter_as_written_and_its_problems(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault({"x.md": "---\ncolour: deep: red\ndate: 2026-02-30\n---\n# X\n\n\ttabbed\n"})
    out = call("show", "x", "--vault", str(vault)).out
    assert "bad-frontmatter" in out
    assert out.endswith("\n# X\n\n    tabbed\n")


def test_the_text_of_a_file_outside_the_vault_is_not_shown(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault({"x.md": "# X\n"})
    (vault.parent / "secret.md").write_text("the secret\n", encoding="utf-8")
    (vault / "link.md").symlink_to(vault.parent / "secret.md")
    out = call("show", "link", "--vault", str(vault)).out
    assert "outside-vault" in out
    assert "the secret" not in out
