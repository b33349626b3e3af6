"""Names as a sentence has them: whole, short, and joined; what is no name of a person gives none."""

from __future__ import annotations

import pytest

from journal.rules.messages.person_name import called, joined, name_in_words, person_in_words


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Priya Nair", "Priya"),
        ("{{person}}", ""),
        ("  ", ""),
        ("the dean", ""),
        ("<|from", ""),
        ("Tom and the dean", ""),
        ("MBA", "MBA"),
        ("Brandt, Dr. Ida", "Dr Brandt"),
        ("van der Berg, Prof. Dr. Anna", "Prof Dr van der Berg"),
        ("Brandt, Frau", "Frau Brandt"),
        ("Smith, Sir John", "Sir John"),
        ("Dr. Brandt, Ida", "Dr Brandt"),
        ("Dr Cole, my dentist", "Dr Cole"),
        ("Dr. , Ida", "Dr Ida"),
        ("Dr. Nguyễn Văn An", "Dr Nguyễn Văn An"),
        ("_ from Acme", ""),
        ("Ann/Bob", "Ann and Bob"),
        ("Ann Lee / Bob", "Ann and Bob"),
        ("People/ann", "Ann"),
        ("N/A", ""),
        ("Lt. Col. Hanna Reyes", "Lt. Col. Reyes"),
        ("Building 7", "Building 7"),
        ("Iberia S.A", "Iberia S.A"),
    ],
)
def test_what_somebody_is_called(name: str, short: str) -> None:
    assert called(name) == short


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("data-job", "data job"),
        ("data_job", "data job"),
        ("Data_Job", "Data Job"),
        ("Jean-Luc", "Jean-Luc"),
        ("2026-03-04-acme-job", "acme job"),
        ("2026-03-04 acme-job", "2026-03-04 acme-job"),
        ("my data_job", "my data job"),
        ("ana@my-mail.org", "ana@my-mail.org"),
        ("[[x|The  job]]", "x The job"),
        ("a-", "a"),
        ("deck-cover_v2.png", "deck-cover_v2.png"),
    ],
)
def test_a_name_without_the_dashes_of_a_file(name: str, words: str) -> None:
    assert name_in_words(name) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ben olsen", "Ben Olsen"),
        ("Priya Nair - Acme", "Priya Nair"),
        ("Priya Nair|Acme", "Priya Nair"),
        ("Priya (my boss) Nair", "Priya Nair"),
        ("Brandt, Ida", "Ida Brandt"),
        ("Brandt, Dr. Ida", "Dr. Ida Brandt"),
        ("Acme, Inc.", "Acme"),
        ("Acme Widgets, Inc.", "Acme Widgets"),
        ("Ruth, the dean", "Ruth"),
        ("Kim, recruiter", "Kim"),
        ("Ida, PhD", "Ida, PhD"),
        ("Ruth Cole, PhD", "Ruth Cole, PhD"),
        ("people/ida", "Ida"),
        ("people/ida brandt", "People/ida Brandt"),
        ("the-dean@acme.org", "the-dean@acme.org"),
        ("Acme Ltd", "Acme Ltd"),
        ("Acme Ltd, Oslo", "Acme Ltd"),
        ("Director, Ruth", "Director, Ruth"),
        ("brandt, ida", "Ida Brandt"),
        ("the dean", "the dean"),
        ("hiring manager, Acme", "hiring manager"),
        ("<|from", "From"),
    ],
)
def test_a_person_s_full_name_in_a_sentence(name: str, words: str) -> None:
    assert person_in_words(name) == words


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_in_a_row(names: list[str], words: str) -> None:
    assert joined(names) == words
