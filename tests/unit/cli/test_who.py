"""``journal who``: what people know, where they work, what ties us to them, and notes of rows (docs/practice.md 4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journal.vault.vault import Vault
from tests.done import Done
from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ROWS = {
    "ada": "Ada,Stone,https://www.linkedin.com/in/ada-stone,,Acme GmbH,Data engineer,03 Aug 2020",
    "ben": "Ben,Reyes,,ben@example.org,ACME,Analyst,03 Aug 2021",
    "cleo": "Cleo,Marsh,,,Acme Robotics,Designer,03 Aug 2022",
    "epic": "Eve,Systems,https://www.linkedin.com/in/eve,,Epic Systems,,",
    "games": "Gil,Games,https://www.linkedin.com/in/gil,,Epic Games,,",
    "maria": "María José,Lopez,https://de.linkedin.com/in/maria-lopez/?trk=x,,Acme,Head of data,03 Aug 2018",
}
TABLE = "\n".join(["Notes:", "", HEADER, *ROWS.values()]) + "\n"
VAULT: dict[str, str | bytes] = {
    "journal.toml": "",
    "people/maria.md": "---\ntype: person\ntitle: Maria Lopez\norg: Acme Inc.\nrole: head of data\n"
    "url: https://linkedin.com/in/maria-lopez\ncan_help: [visa letters, introductions]\ntags: [mentor]\n---\n"
    "Worked with [[Ada Stone]] on the river survey.\n",
    "people/tom.md": "---\ntype: person\ntitle: Tom Okafor\nrole: recruiter\n---\n\nKnows the visa office.\n",
    "people/ana.md": "---\ntype: person\ntitle: Ana Ruiz\norg: Globex\n---\nMet through [[tom]].\n",
    "goals/phd.md": "---\ntype: goal\ntitle: PhD\nneeds: [a reader for the abstract, visa letter, money,"
    " Acme river data]\n---\n",
    "asks/reader.md": "---\ncontact: Lee Chen\nvia: '[[tom]]'\ngoal: '[[phd]]'\npiece: a reader for the abstract\n"
    "ask: Would you read my abstract on gauges?\nasked: 2026-03-10\n---\n",
    "asks/old.md": "---\ncontact: '[[maria]]'\ngoal: '[[phd]]'\nask: Could you say how the survey went?\n"
    "asked: 2026-02-01\noutcome: told me\noutcome_date: 2026-02-10\n---\nAbout gauges and holes.\n",
    "asks/draft.md": "---\ncontact: '[[maria]]'\nask: Could we talk about gauges?\nasked:\n---\n",
    "meetings/2026-02-20.md": "---\ntype: meeting\npeople: [Lee Chen, '[[ana]]']\n---\n",
    "reading/money.md": "---\ngoal: '[[phd]]'\npiece: Money\n---\n# How stipends work\n",
}
KEYS = ["why", "match", "words", "name", "id", "row", "org", "role", "asked", "owed", "through", "meetings_left"]


@pytest.fixture
def vault(make_vault: MakeVault, tmp_path: Path) -> str:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[network]\nfiles = ["Connections.csv"]\n')
    (tmp_path / "config" / "Connections.csv").write_text(TABLE)
    return str(make_vault(VAULT))


def hits(done: Done) -> list[dict[str, Any]]:
    assert done.status == 0, done.err
    found: list[dict[str, Any]] = done.document["hits"]
    return found


def said(done: Done) -> list[tuple[str, str | None, str]]:
    return [(hit["why"], hit["match"], hit["name"]) for hit in hits(done)]


def row_of(call: Call, vault: str, name: str, words: str = "acme") -> str:
    return str(next(hit["row"] for hit in hits(call("who", words, "--json", "--vault", vault)) if hit["name"] == name))


def test_the_json_has_its_keys_and_the_files(call: Call, vault: str, tmp_path: Path) -> None:
    done = call("who", "visa", "--json", "--vault", vault)
    assert list(done.document) == ["version", "hits", "files"]
    assert done.document["version"] == 1
    assert done.document["files"] == [{"path": str(tmp_path / "config" / "Connections.csv"), "rows": 6}]
    assert [list(hit) for hit in hits(done)] == [KEYS, KEYS]
    assert hits(done)[0] == {
        "why": "knows", "match": None, "words": ["visa"], "name": "Maria Lopez", "id": "people/maria", "row": None,
        "org": "Acme Inc.", "role": "head of data", "asked": 1, "owed": 1, "through": [], "meetings_left": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["visa"], ["Maria Lopez", "Tom Okafor"]),  # can_help; body
        (["VISA", "office"], ["Tom Okafor"]),  # all the words
        (["visa office"], ["Tom Okafor"]),
        (["office", "river"], []),
        (["head"], ["Maria Lopez"]),  # role
        (["mentor"], ["Maria Lopez"]),  # tag
        (["river", "survey"], ["Maria Lopez"]),  # body
        (["abstract", "gauges"], ["Lee Chen"]),  # an ask, of somebody without a note
        (["holes"], ["Maria Lopez"]),  # the body of an ask
        (["gauges"], ["Maria Lopez", "Lee Chen"]),
        (["Globex"], []),  # org is no word of what they know
        (["vis"], []),  # a short word is whole
        (["recruit"], ["Tom Okafor"]),  # a longer one may go on
        (["people"], []),
        (["&"], []),
    ],
)
def test_who_knows_says_so_in_their_note_or_in_an_ask(
    call: Call, vault: str, words: list[str], names: list[str]
) -> None:
    found = said(call("who", *words, "--json", "--vault", vault))
    assert [name for why, _, name in found if why == "knows"] == names


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["Stone"], ["Ada Stone"]),  # a row
        (["stone", "ada"], ["Ada Stone"]),
        (["okafor"], ["Tom Okafor"]),  # a note, whose text has no name
        (["Dr", "Tom", "Okafor"], ["Tom Okafor"]),
        (["Maria"], ["Maria Lopez"]),  # whose row has her profile, and is hers
        (["Systems"], ["Eve Systems"]),
        (["visa"], []),
        (["Ston"], []),
    ],
)
def test_who_is_called_so_comes_first(call: Call, vault: str, words: list[str], named: list[str]) -> None:
    found = said(call("who", *words, "--json", "--vault", vault))
    assert [name for why, _, name in found if why == "named"] == named
    assert [why for why, _, _ in found[: len(named)]] == ["named"] * len(named)
    if words == ["Stone"]:
        assert call("who", *words, "--vault", vault).out.startswith("Ada Stone    is called so ")


@pytest.mark.parametrize("typed", ["obrien", "o'brien", "O’Brien", "Siân obrien"])
@pytest.mark.parametrize("spelled", ["O'Brien", "O’Brien"])
def test_an_apostrophe_in_a_name_is_passed_over(
    call: Call, vault: str, tmp_path: Path, spelled: str, typed: str
) -> None:
    with (tmp_path / "config" / "Connections.csv").open("a") as export:
        export.write(f"Siân,{spelled},,,Globex,,\n")
    (Path(vault) / "people/rory.md").write_text(f'---\ntype: person\ntitle: "Rory {spelled}"\n---\n')
    named = [name for why, _, name in said(call("who", typed, "--json", "--vault", vault)) if why == "named"]
    assert named == ([f"Rory {spelled}"] if "Siân" not in typed else []) + [f"Siân {spelled}"]


def test_who_works_there_is_found_in_notes_and_rows(call: Call, vault: str) -> None:
    assert said(call("who", "acme", "--json", "--vault", vault)) == [
        ("works", "exact", "Maria Lopez"),
        ("works", "exact", "Ben Reyes"),
        ("works", "strong", "Ada Stone"),
    ]
    assert said(call("who", "Acme", "Ltd", "--json", "--vault", vault)) == [
        ("works", "strong", "Maria Lopez"),
        ("works", "strong", "Ada Stone"),
        ("works", "strong", "Ben Reyes"),
    ]


def test_a_weak_match_is_asked_for(call: Call, vault: str) -> None:
    assert said(call("who", "acme", "--weak", "--json", "--vault", vault))[-1] == ("works", "weak", "Cleo Marsh")
    assert said(call("who", "Acme Robotics Europe", "--json", "--vault", vault)) == []
    weak = said(call("who", "Acme Robotics Europe", "--weak", "--json", "--vault", vault))
    assert {name for _, match, name in weak if match == "weak"} == {
        "Maria Lopez",
        "Ada Stone",
        "Ben Reyes",
        "Cleo Marsh",
    }
    assert said(call("who", "Epic Games", "--weak", "--json", "--vault", vault)) == [("works", "exact", "Gil Games")]


def test_weak_matches_are_told_of_where_there_are_no_others(call: Call, vault: str) -> None:
    out = call("who", "Epic", "--vault", vault).out
    assert out.startswith(
        "Nobody is known to help with that; --weak shows 2 people where a company’s name begins so.\n"
    )
    assert len(hits(call("who", "Epic", "--weak", "--json", "--vault", vault))) == 2
    assert hits(call("who", "Epic", "--json", "--vault", vault)) == []
    for words in (["acme"], ["zebra"], ["zebra", "--weak"], ["Epic", "--weak"]):
        assert "--weak" not in call("who", *words, "--vault", vault).out


def test_a_slip_in_ones_own_settings_is_told_once(call: Call, vault: str, tmp_path: Path) -> None:
    told = "config.toml: nobody knows the key network.file; did you mean network.files?\n"
    config = tmp_path / "config" / "config.toml"
    config.write_text('[network]\nfile = ["Connections.csv"]\n')
    assert call("who", "zebra", "--vault", vault).err == told
    config.write_text(f'default_vault = "{vault}"\n[network]\nfile = ["Connections.csv"]\n')
    assert call("who", "zebra").err == told
    assert call("due").err == told
    assert call("due", "--vault", vault).err == ""


def test_a_person_with_a_note_is_one_with_their_row(call: Call, vault: str) -> None:
    (maria, *_) = hits(call("who", "acme", "--json", "--vault", vault))
    assert (maria["id"], maria["org"], maria["role"]) == ("people/maria", "Acme Inc.", "head of data")
    assert len(maria["row"]) == 8


def test_through_tells_who_led_met_or_is_linked(call: Call, vault: str) -> None:
    lee = hits(call("who", "abstract", "gauges", "--json", "--vault", vault))[0]
    assert (lee["id"], lee["asked"], lee["through"]) == (None, 1, ["Tom Okafor", "Ana Ruiz"])  # a via, a meeting
    ada = next(hit for hit in hits(call("who", "acme", "--json", "--vault", vault)) if hit["name"] == "Ada Stone")
    assert (ada["asked"], ada["owed"], ada["through"], ada["meetings_left"]) == (0, 0, ["Maria Lopez"], 2)
    tom = hits(call("who", "visa office", "--json", "--vault", vault))[0]
    assert set(tom["through"]) == {"Lee Chen", "Ana Ruiz"}
    Path(vault, "asks/led.md").write_text("---\ncontact: Uma Voss\nvia: '[[tom]]'\nask: Led too?\n---\n")
    Path(vault, "asks/other.md").write_text("---\ncontact: '[[tom]]'\nvia: Max Ode\nask: Who led to him?\n---\n")
    lee = hits(call("who", "abstract", "gauges", "--json", "--vault", vault))[0]
    assert lee["through"] == ["Tom Okafor", "Uma Voss", "Ana Ruiz"]  # who was led by Tom, too
    (Path(vault, "asks/led.md")).unlink()
    ana = hits(call("who", "globex", "--json", "--vault", vault))[0]
    assert (set(ana["through"]), ana["meetings_left"]) == ({"Lee Chen", "Tom Okafor"}, 1)


@pytest.mark.parametrize("name", ["PhD", "phd", "goals/phd"])
def test_a_goal_asks_for_its_pieces_that_nobody_was_asked_for(call: Call, vault: str, name: str) -> None:
    found = hits(call("who", name, "--json", "--vault", vault))
    assert [(hit["why"], hit["name"], hit["words"]) for hit in found] == [
        ("knows", "Maria Lopez", ["visa", "letter", "river", "data"]),
        ("knows", "Tom Okafor", ["visa"]),
        ("works", "Maria Lopez", ["Acme"]),
        ("works", "Ben Reyes", ["Acme"]),
        ("works", "Ada Stone", ["Acme"]),
    ]


def test_the_pieces_that_are_looked_for_are_named(call: Call, vault: str) -> None:
    first = call("who", "PhD", "--vault", vault).out.splitlines()[0]
    assert first.startswith("For what nobody was asked for: ")
    assert "For what" not in call("who", "visa", "--vault", vault).out


def test_a_piece_asks_for_any_of_its_words_most_first(call: Call, vault: str) -> None:
    found = hits(call("who", "VISA letter", "--json", "--vault", vault))
    assert [(hit["name"], hit["words"]) for hit in found] == [
        ("Maria Lopez", ["visa", "letter"]),
        ("Tom Okafor", ["visa"]),
    ]


def test_a_goal_that_lacks_nothing_says_so(call: Call, vault: str) -> None:
    (Path(vault) / "goals/dutch.md").write_text("---\ntype: goal\ntitle: Learn Dutch\n---\n")
    assert hits(call("who", "learn dutch", "--json", "--vault", vault)) == []
    assert "no piece that nobody was asked for" in call("who", "learn dutch", "--vault", vault).out


def test_a_piece_that_somebody_was_asked_for_is_words_like_others(call: Call, vault: str) -> None:
    assert said(call("who", "a reader for the abstract", "--json", "--vault", vault)) == [("knows", None, "Lee Chen")]


def test_a_row_becomes_a_note_once_and_is_undone_as_one(call: Call, vault: str) -> None:
    row = row_of(call, vault, "Ada Stone")
    dry = call("who", "--promote", row, "--dry-run", "--json", "--vault", vault)
    assert [change["path"] for change in dry.document["changes"]] == ["people/Ada Stone.md"]
    assert not (Path(vault) / "people/Ada Stone.md").exists()

    done = call("who", "--promote", row.upper(), "--json", "--vault", vault)
    assert (done.status, [change["path"] for change in done.document["changes"]]) == (0, ["people/Ada Stone.md"])
    note = Vault.open(vault).find("people/Ada Stone")
    told = {key: note.fields[key] for key in ("org", "role", "url")}
    assert told == {"org": "Acme GmbH", "role": "Data engineer", "url": "https://www.linkedin.com/in/ada-stone"}
    text = (Path(vault) / "people/Ada Stone.md").read_bytes()

    again = call("who", "--promote", row, "--json", "--vault", vault)
    assert (again.status, again.document["changes"]) == (0, [])
    assert "has a note already: people/Ada Stone.md" in call("who", "--promote", row, "--vault", vault).out
    assert (Path(vault) / "people/Ada Stone.md").read_bytes() == text

    ada = next(hit for hit in hits(call("who", "acme", "--json", "--vault", vault)) if hit["name"] == "Ada Stone")
    assert (ada["id"], ada["row"]) == ("people/Ada Stone", row)
    assert call("undo", "--vault", vault).status == 0
    assert not (Path(vault) / "people/Ada Stone.md").exists()


@pytest.mark.parametrize("name", ["Ben Reyes", "Ada Stone"])
def test_who_was_promoted_is_known_by_mail_or_profile(call: Call, vault: str, name: str) -> None:
    row = row_of(call, vault, name)
    assert call("who", "--promote", row, "--vault", vault).status == 0
    assert call("set", f"people/{name}", "title=Somebody Else", "org=", "--vault", vault).status == 0
    again = call("who", "--promote", row, "--json", "--vault", vault)
    assert (again.status, again.document["changes"]) == (0, [])


def test_a_row_with_neither_is_known_by_name_and_company(call: Call, vault: str) -> None:
    row = row_of(call, vault, "Cleo Marsh", "Acme Robotics")
    assert call("who", "--promote", row, "--vault", vault).status == 0
    again = call("who", "--promote", row, "--json", "--vault", vault)
    assert (again.status, again.document["changes"]) == (0, [])


@pytest.mark.parametrize(
    ("url", "is_known"),
    [
        ("https://www.linkedin.com/in/ada-stone", True),
        ("http://linkedin.com/in/ADA-stone/", True),
        ("'[LinkedIn](https://uk.linkedin.com/in/ada-stone/?utm=1#about)'", True),
        ("www.linkedin.com/in/ada%2Dstone", True),
        ("https://www.linkedin.com/in/ada-stone-2", False),
        ("https://ada.example", True),  # a page of her own says nothing: name and company do
        ("", True),
    ],
)
def test_a_profile_is_one_in_any_spelling(call: Call, vault: str, url: str, is_known: bool) -> None:
    row = row_of(call, vault, "Ada Stone")
    (Path(vault) / "people/x.md").write_text(f"---\ntype: person\ntitle: Ada Stone\norg: Acme\nurl: {url}\n---\n")
    done = call("who", "--promote", row, "--vault", vault)
    assert done.status == (0 if is_known else 2)
    assert ("has a note already" in done.out, "is people/x.md already" in done.err) == (is_known, not is_known)


def test_who_moved_on_is_found_where_an_export_says_that_they_work(call: Call, vault: str) -> None:
    note = Path(vault) / "people/maria.md"
    note.write_text(note.read_text().replace("org: Acme Inc.", "org: Globex"))
    maria = next(hit for hit in hits(call("who", "acme", "--json", "--vault", vault)) if hit["name"] == "Maria Lopez")
    assert (maria["why"], maria["match"], maria["id"], maria["org"]) == ("works", "exact", "people/maria", "Acme")


def test_who_has_a_note_is_not_promoted(call: Call, vault: str) -> None:
    row = row_of(call, vault, "Maria Lopez")
    done = call("who", "--promote", row, "--vault", vault)
    assert (done.status, done.out) == (0, "Maria Lopez has a note already: people/maria.md\n")


@pytest.mark.parametrize(
    ("note", "says"),
    [("Ada Stone", "is people/x.md already"), ("Ada Stome", "comes near"), ("Stone, Ada", "comes near")],
)
def test_a_name_that_somebody_nearly_has_is_kept_when_told_to(call: Call, vault: str, note: str, says: str) -> None:
    row = row_of(call, vault, "Ada Stone")
    (Path(vault) / "people/x.md").write_text(f"---\ntype: person\ntitle: {note}\n---\n")
    refused = call("who", "--promote", row, "--vault", vault)
    assert (refused.status, says in refused.err, "--new-name" in refused.err) == (2, True, True)
    assert call("who", "--promote", row, "--new-name", "--vault", vault).status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "needs WORDS"),
        ([" "], "needs WORDS"),
        (["acme", "--promote", "00000000"], "not both"),
        (["--promote", "x"], "names no row"),
        (["--promote", "00000000"], "No row 00000000 is in"),
    ],
)
def test_what_cannot_be_is_refused(call: Call, vault: str, words: list[str], sentence: str) -> None:
    done = call("who", *words, "--vault", vault)
    assert (done.status, sentence in done.err) == (2, True)


def test_an_export_that_is_not_there_is_told_of(call: Call, vault: str, tmp_path: Path) -> None:
    (tmp_path / "config" / "Connections.csv").unlink()
    for call_words in (["acme"], ["--promote", "00000000"]):
        done = call("who", *call_words, "--json", "--vault", vault)
        assert (done.status, done.out) == (2, "")
        assert f"{tmp_path}/config/Connections.csv is not there. Looked for: LinkedIn’s Connections.csv" in done.err


def test_without_exports_the_notes_alone_are_looked_at(call: Call, vault: str, tmp_path: Path) -> None:
    (tmp_path / "config" / "config.toml").unlink()
    done = call("who", "acme", "--json", "--vault", vault)
    assert (said(done), done.document["files"]) == ([("works", "strong", "Maria Lopez")], [])
    assert "[network] files" in call("who", "acme", "--vault", vault).out


def test_somebody_who_is_in_two_exports_is_told_of_once(call: Call, vault: str, tmp_path: Path) -> None:
    config = tmp_path / "config"
    (config / "config.toml").write_text(f'[network]\nfiles = ["Connections.csv", "{config}/again.csv"]\n')
    (config / "again.csv").write_text("\n".join([HEADER, ROWS["ada"].replace("www.", ""), ROWS["ben"], ""]))
    done = call("who", "acme", "--json", "--vault", vault)
    assert [hit["name"] for hit in hits(done)] == ["Maria Lopez", "Ben Reyes", "Ada Stone"]
    assert [file["rows"] for file in done.document["files"]] == [6, 2]


def test_words_that_were_pasted_are_looked_for_up_to_a_point(call: Call, vault: str) -> None:
    words = " ".join(["visa", *(f"word{number}" for number in range(5_000))])
    assert said(call("who", words, "--weak", "--json", "--vault", vault)) == []
    assert said(call("who", "visa " * 5_000, "--json", "--vault", vault)) == [
        ("knows", None, "Maria Lopez"),
        ("knows", None, "Tom Okafor"),
    ]


def test_of_very_many_the_first_are_shown_and_json_has_all(call: Call, vault: str, tmp_path: Path) -> None:
    rows = [f"Jane,Number{number},,,Globex," for number in range(60)]
    (tmp_path / "config" / "Connections.csv").write_text("\n".join([HEADER, *rows, ""]))
    done = call("who", "globex", "--vault", vault)
    assert "61 hits, the first 50 of them shown; --json gives all" in done.out
    assert len(hits(call("who", "globex", "--json", "--vault", vault))) == 61


def test_a_table_is_shown_to_people(call: Call, vault: str) -> None:
    done = call("who", "acme", "--weak", "--vault", vault)
    lines = done.out.splitlines()
    assert [line.split("  ")[0] for line in lines[:4]] == ["Maria Lopez", "Ben Reyes", "Ada Stone", "Cleo Marsh"]
    assert "works at Acme GmbH" in lines[2]
    assert "perhaps works at Acme Robotics" in lines[3]
    assert "through Maria Lopez" in lines[2]
    assert "4 hits" in done.out
    assert "Looked at your notes, and at 6 people in" in done.out
    assert "Nobody is known to help with that" in call("who", "zzz", "--vault", vault).out
