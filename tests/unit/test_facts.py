"""What is said of a contact's homework, in a word and in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from journal import Contact, Vault, parse_filter
from journal.facts import contact_facts
from tests.vaults import MakeVault

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("note", "body", "word", "sentence"),
    [
        ("", "", "missing", "none yet: note under homework what you read about them"),
        (
            "",
            "Met her at a fair.\n",
            "stale",
            "stale, of an unknown day: look again before you ask, and note the day under homework_date",
        ),
        (
            "homework: [wrote on dams]\n",
            "",
            "stale",
            "stale, of an unknown day: look again before you ask, and note the day under homework_date; wrote on dams",
        ),
        (
            "homework: [wrote on dams]\nhomework_date: 2026-01-02\n",
            "",
            "stale",
            "stale, from 2 Jan 2026 (324 days ago): look again before you ask; wrote on dams",
        ),
        (
            "homework: [wrote on dams, swims]\nhomework_date: 2026-11-20\n",
            "",
            "fresh",
            "fresh, from 20 Nov 2026 (2 days ago); wrote on dams; swims",
        ),
    ],
)
def test_homework_in_a_word_and_in_a_sentence(
    make_vault: MakeVault, note: str, body: str, word: str, sentence: str
) -> None:
    vault = Vault.open(make_vault({"zoe.md": f"---\ntype: person\ntitle: Zoe\n{note}---\n{body}"}))
    page = vault.page("zoe", TODAY)
    assert isinstance(page.subject, Contact)
    assert page.subject.homework == word
    assert [found.homework for found in vault.contacts(TODAY, parse_filter(f"homework:{word}"))] == [word]
    assert dict(contact_facts(page.subject, TODAY))["homework"] == sentence
