"""Names that are almost another are told, once for each pair, of the one that is likelier to be the slip."""

import sqlite3

import pytest

from journal import Vault
from journal.model import Day
from journal.vault.index.cells import Damaged
from journal.vault.queries.lookalikes import almost, found
from tests.vaults import MakeVault


@pytest.mark.parametrize(
    ("implicit", "noted", "told"),
    [
        (["ida"], ["prof. ida brandt"], {"ida": "prof. ida brandt"}),
        (["brandt, ida"], ["prof. ida brandt"], {"brandt, ida": "prof. ida brandt"}),
        (["ida brandt", "prof. ida brandt"], [], {"prof. ida brandt": "ida brandt"}),
        (["ida brandt", "ida"], [], {"ida": "ida brandt"}),
        (["jorg weber"], ["jörg weber"], {"jorg weber": "jörg weber"}),
        (["maria lopes"], ["maria lopez"], {"maria lopes": "maria lopez"}),
        (["maria lopes", "maria lopez"], [], {"maria lopez": "maria lopes"}),
        (["marta"], ["maria"], {"marta": "maria"}),
        (["anne"], ["anna"], {}),
        (["mari okafxy"], ["mari okafor"], {}),
        (["a" * 200], ["a" * 199], {"a" * 200: "a" * 199}),
        (["a" * 201], ["a" * 200], {}),
        (["lea"], ["tom", "tom okafor"], {}),
        (["tom okafor"], ["tom"], {"tom okafor": "tom"}),
        (["the supervisor"], ["find a supervisor"], {"the supervisor": "find a supervisor"}),
        (["maria"], ["maria lopez", "maria santos"], {"maria": "maria lopez"}),
        (["maria keller", "ana", "🎉", "dr"], ["maria lopez", "anna"], {}),
        (["ida"], ["ida"], {}),
        ([], ["ida", "ida brandt"], {}),
    ],
)
def test_a_name_is_almost_another(implicit: list[str], noted: list[str], told: dict[str, str]) -> None:
    assert almost(set(implicit), set(noted)) == told


def test_check_warns_of_people_and_goals(make_vault: MakeVault) -> None:
    vault = Vault.open(
        make_vault(
            {
                "people/ida.md": "---\ntype: person\ntitle: Prof. Ida Brandt\n---\n",
                "asks/a.md": "---\nask: Would you?\ncontact: [Brandt, SUPERVISOR]\ngoal: supervisor\n---\n",
                "asks/b.md": "---\nask: Could you?\ncontact: '[[ida]]'\ngoal: Find a supervisor\n---\n",
                "asks/c.md": "---\nask: Could you?\nvia: [Bo Ray, Tom Okafo]\n---\n",
                "people/tom.md": "---\ntype: person\ntitle: Tom Okafor\n---\n",
            }
        )
    )
    counted = vault.count_problems(Day(2026, 3, 16))  # before anything else was asked
    assert counted == len(vault.problems(Day(2026, 3, 16)))
    found = [f for f in vault.problems(Day(2026, 3, 16)) if f.problem.code == "look-alike-name"]
    assert [(f.path, f.problem.line, f.problem.message) for f in found] == [
        ("asks/a.md", 3, "“Brandt” is almost “Prof. Ida Brandt”: if they are the same person, "
         "write [[Prof. Ida Brandt]]."),
        ("asks/a.md", 4, "“supervisor” is almost “Find a supervisor”: if they are the same goal, "
         "write [[Find a supervisor]]."),
        ("asks/c.md", 3, "“Tom Okafo” is almost “Tom Okafor”: if they are the same person, write [[Tom Okafor]]."),
    ]  # fmt: skip


@pytest.mark.parametrize("named", ["Sue, Ann", "Sue & Ann", "Sue and Ann", "Sue; Ann", "Sue/Ann"])
def test_several_names_in_one_text_are_told_as_such(make_vault: MakeVault, named: str) -> None:
    vault = Vault.open(
        make_vault(
            {
                "meeting.md": f"---\ntype: meeting\nwith: {named}\n---\n",
                "asks/a.md": "---\nask: Would you?\ncontact: Sue\n---\n",
                "asks/b.md": "---\nask: Would you?\ncontact: Brandt, Ida\n---\n",
                "people/ann.md": "---\ntype: person\ntitle: Ann\n---\n",
                "people/ida.md": "---\ntype: person\ntitle: Ida Brandt\n---\n",
            }
        )
    )
    found = [f for f in vault.problems(Day(2026, 3, 16)) if f.problem.code == "look-alike-name"]
    assert [(f.path, f.problem.line, f.problem.message) for f in found] == [
        ("asks/b.md", 3, "“Brandt, Ida” is almost “Ida Brandt”: if they are the same person, write [[Ida Brandt]]."),
        ("meeting.md", 3, f"“{named}” is one person as it stands: for several write a list, [Sue, Ann]."),
    ]


@pytest.mark.parametrize(
    "row", [(b"a.md", 3, b"x", 1), (b"a.md", "look-alike-name", b"x", "1"), (b"a.md", None, b"x", "1")]
)
def test_a_warning_that_cannot_have_been_stored_so_is_damage(row: tuple[object, ...]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE alike (path, code, message, line)")
    db.execute("INSERT INTO alike VALUES (?, ?, ?, ?)", row)
    with pytest.raises(Damaged):
        list(found(db))
    db.close()


def test_check_warns_where_two_notes_answer_to_a_name(make_vault: MakeVault) -> None:
    vault = Vault.open(
        make_vault(
            {
                "north/jo.md": "---\ntype: person\n---\n",
                "south/jo.md": "---\ntype: person\n---\n",
                "ida.md": "---\ntype: person\n---\n",
                "bea.md": "---\ntype: person\naliases: [Ida]\n---\n",
                "asks/a.md": "---\nask: Would you?\ncontact: [Ida, JO]\ngoal: jo\n---\n[[jo]]\n",
                "asks/b.md": "---\nask: Could you?\nvia: '[[jo]]'\ncontact: '[[south/jo]]'\n---\n",
            }
        )
    )
    found = [f for f in vault.problems(Day(2026, 3, 16)) if f.problem.code == "ambiguous-name"]
    told = "is taken for north/jo, but may mean south/jo as well: write [[north/jo]] or it."
    assert [(f.path, f.problem.line, f.problem.message) for f in found] == [
        ("asks/a.md", 3, f"“JO” {told}"),
        ("asks/a.md", 4, f"“jo” {told}"),
        ("asks/b.md", 3, f"“jo” {told}"),
    ]
