"""``journal keys``: what it prints can be pasted as it is, and docs/keys.md has every key.

``python -m tests.unit.cli.test_keys`` writes the table into it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from journal.config import read_user_config
from journal.keyboard import KEYS, as_typed, by_group, remapped
from tests.unit.cli.conftest import Call

DOCS = Path(__file__).parents[3] / "docs" / "keys.md"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    return folder / "config.toml"


def test_as_printed_it_changes_nothing_and_without_its_signs_it_names_every_key(call: Call, config: Path) -> None:
    done = call("keys")
    assert (done.status, done.err) == (0, "")
    assert tomllib.loads(done.out) == {"keys": {}}
    assert str(config) in done.out.splitlines()[0]
    config.write_text(re.sub(r'^# (?=")', "", done.out, flags=re.MULTILINE), encoding="utf-8")
    given = read_user_config(config.parent).keys
    assert remapped(given, config) == {what: key.keys for what, key in KEYS.items()}


def test_a_key_of_ones_own_stands_there_and_pasting_it_back_keeps_it(call: Call, config: Path) -> None:
    config.write_text('[keys]\nask.thank = "H"\n"nav.quit" = "Q,ctrl+x"\n', encoding="utf-8")
    done = call("keys")
    assert tomllib.loads(done.out) == {"keys": {"ask.thank": "H", "nav.quit": "Q,ctrl+x"}}
    record = next(record for record in call("keys", "--json").document["keys"] if record["id"] == "ask.thank")
    assert record == {"id": "ask.thank", "keys": ["H"], "default": ["t"], "does": KEYS["ask.thank"].does}


def test_a_clash_ends_it_with_both_ids_and_the_file(call: Call, config: Path) -> None:
    config.write_text('[keys]\nask.thank = "n"\n', encoding="utf-8")
    done = call("keys")
    assert (done.status, done.out) == (2, "")
    assert all(text in done.err for text in ("ask.thank", "ask.nudge", str(config)))


def with_table(text: str) -> str:
    """The text with its table as the keys are now."""
    head, _, rest = text.partition("| key |")
    after = rest.partition("\n\n")[2]
    rows = ["| key | does | id |", "|---|---|---|"]
    for title, ids in by_group(KEYS).items():
        rows.append(f"| | **{title}** | |")
        for what in ids:
            keys = " ".join(f"`{key}`" for key in as_typed(KEYS[what].keys))
            rows.append(f"| {keys} | {KEYS[what].does} | `{what}` |")
    return f"{head}{chr(10).join(rows)}\n\n{after}"


def test_the_docs_have_the_keys_as_they_are() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert text == with_table(text), "write them anew: python -m tests.unit.cli.test_keys"


if __name__ == "__main__":
    DOCS.write_text(with_table(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
