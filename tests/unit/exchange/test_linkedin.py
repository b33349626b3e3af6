"""LinkedIn's Connections.csv in every shape that people end up with."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from journal.errors import EnvironmentFailed, NotUnderstood
from journal.exchange import linkedin
from journal.exchange.linkedin import connections
from journal.model import Connection

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
JANE = "Jane,Doe,https://www.linkedin.com/in/jane-doe,jane@example.org,Acme GmbH,Engineer,03 Aug 2026"
READ = Connection("Jane Doe", "Acme GmbH", "Engineer", "https://www.linkedin.com/in/jane-doe", "jane@example.org")
NOTES = 'Notes:\n"When exporting your data, you may notice, that some\nof the ""email addresses"" are missing."\n\n'
LOOKED_FOR = "Looked for: LinkedIn’s Connections.csv, or the ZIP of its export"


def read(tmp_path: Path, raw: str | bytes) -> list[Connection]:
    file = tmp_path / "Connections.csv"
    file.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return connections(file)


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(zipfile.ZipInfo(name), raw, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def begins(raw: str | bytes) -> str:
    """The beginning of a file, as the name of its test."""
    return ascii(raw[:40])


TABLE = f"{HEADER}\n{JANE}\n"


@pytest.mark.parametrize(
    "raw",
    [
        TABLE,
        f"{NOTES}{TABLE}",
        "one line\n" * 500 + TABLE,
        'an open quote " in the notes\n\n' + TABLE,
        "First Name and Last Name are what you think\n" + TABLE,
        TABLE.replace("\n", "\r\n"),
        TABLE.replace("\n", "\r"),
        TABLE.rstrip(),
        f"\n\n\n{HEADER}\n\n\n{JANE}\n\n,,,,,,\n \n",
        f"\ufeff{TABLE}",
        f"\ufeff{NOTES}{TABLE}".replace("\n", "\r\n"),
        TABLE.encode("utf-16"),
        TABLE.replace("First Name", " first  name ").replace("Company", "\ufeffCOMPANY"),
        '"First Name","Last Name","URL","Email Address","Company","Position","Connected On"\n'
        '"Jane","Doe","https://www.linkedin.com/in/jane-doe","jane@example.org","Acme GmbH","Engineer","03 Aug 2026"\n',
        TABLE.replace(",", ";"),
        TABLE.replace(",", "\t"),
        "Position,Company,Colour,Last Name,First Name,Email Address,URL\n"
        "Engineer,Acme GmbH,blue,Doe,Jane,jane@example.org,https://www.linkedin.com/in/jane-doe\n",
        f"{HEADER},Notes\n{JANE},x\n",
        f"{HEADER}\n{JANE},too,many,cells\n",
        f"{HEADER}\n{JANE.replace('Jane,Doe', ' Jane , Doe ').replace('Acme GmbH', '  Acme   GmbH')}\n",
        f"{HEADER}\n{JANE.replace('Acme GmbH', chr(34) + 'Acme' + chr(10) + 'GmbH' + chr(34))}\n",
        packed(**{"Connections.csv": TABLE.encode()}),
        packed(**{"Basic_LinkedInDataExport/Connections.csv": NOTES.encode() + TABLE.encode(), "Profile.csv": b"x"}),
        packed(**{"connections.CSV": b"\xef\xbb\xbf" + TABLE.encode()}),
    ],
    ids=begins,
)
def test_the_people_are_found_whatever_stands_around_them(tmp_path: Path, raw: str | bytes) -> None:
    assert read(tmp_path, raw) == [READ]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("First Name,Last Name\nJane,Doe\n", Connection("Jane Doe", "", "", "", "")),
        ("Last Name,Company\nDoe,Acme\n", Connection("Doe", "Acme", "", "", "")),
        (f"{HEADER}\nJane\n", Connection("Jane", "", "", "", "")),
        (f'{HEADER}\nJane,Doe,,,"Acme, Inc."\n', Connection("Jane Doe", "Acme, Inc.", "", "", "")),
        (
            f'{HEADER}\nJane,"Doe ""JD""",,,Acme,"Head of\r\nData"\n',
            Connection('Jane Doe "JD"', "Acme", "Head of Data", "", ""),
        ),
        (
            "First Name,Last Name,Company\nJos\xe9,N\xfa\xf1ez,Caf\xe9\n".encode("cp1252"),
            Connection("José Núñez", "Café", "", "", ""),
        ),
        ("First Name,Last Name,Company\n山田,太郎,トヨタ\n", Connection("山田 太郎", "トヨタ", "", "", "")),
        (f"{HEADER}\n,,,,Acme,,\nJane,Doe\n", Connection("Jane Doe", "", "", "", "")),
    ],
)
def test_what_a_row_lacks_is_empty(tmp_path: Path, table: str | bytes, found: Connection) -> None:
    assert read(tmp_path, table) == [found]


def test_a_cell_that_is_too_long_costs_its_row_alone(tmp_path: Path) -> None:
    long = f'Max,Long,,,"{"x" * 200_000}",,\n'
    assert read(tmp_path, f"{TABLE}{long}Jane,Roe\n") == [READ, Connection("Jane Roe", "", "", "", "")]


@pytest.mark.parametrize("rest", [200, 30_000])
def test_a_quote_that_is_never_closed_costs_its_row_alone(tmp_path: Path, rest: int) -> None:
    slips = 'Max,"Slip,,,Acme,,\n'
    found = read(tmp_path, f"{TABLE}{slips}{slips}" + "".join(f"Jane,Roe{number}\n" for number in range(rest)))
    assert found[0] == READ
    assert len(found) >= rest
    assert found[-1].name == f"Jane Roe{rest - 1}"


PAGE = "<!DOCTYPE html>\n<html><body>First Name,Last Name,Company\nPlease sign in</body></html>\n"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        ("", "has no such table"),
        ("Jane,Doe,https://x.org,,Acme,Engineer,\n", "has no such table"),
        ("First Name\nJane\n", "has no such table"),
        ("Company,Position\nAcme,Engineer\n", "has no such table"),
        (PAGE, "is a web page"),
        (f"\ufeff\n  {PAGE.lower()}", "is a web page"),
        ('<?xml version="1.0"?>\n<!-- x --><html>\n', "is a web page"),
        (b"\0" * 100, "has no such table"),
        (bytes(range(256)) * 16, "has no such table"),
        (packed(**{"Profile.csv": TABLE.encode()}), "is a ZIP without a Connections.csv"),
        (packed(), "is a ZIP without a Connections.csv"),
        (packed(**{"Connections.csv": PAGE.encode()}), "is a web page"),
        (packed(**{"Connections.csv": TABLE.encode()})[:-30], "cannot be unpacked"),
        (b"PK\x03\x04 and nothing more", "cannot be unpacked"),
    ],
    ids=begins,
)
def test_what_is_no_export_is_refused_with_what_was_looked_for(tmp_path: Path, raw: str | bytes, what: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(tmp_path, raw)
    assert what in refused.value.sentence
    assert LOOKED_FOR in refused.value.sentence
    assert str(tmp_path / "Connections.csv") in refused.value.sentence
    assert refused.value.status == 2


def test_a_zip_whose_table_is_damaged_is_refused(tmp_path: Path) -> None:
    raw = bytearray(packed(**{"Connections.csv": (TABLE + JANE * 100).encode()}))
    raw[60:80] = bytes(20)
    with pytest.raises(NotUnderstood, match="cannot be unpacked"):
        read(tmp_path, bytes(raw))


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    raw = bytearray(packed(**{"Connections.csv": TABLE.encode()}))
    for begins, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(begins) + flags] |= 1
    with pytest.raises(NotUnderstood, match="only with a password"):
        read(tmp_path, bytes(raw))


def test_more_than_64_mib_is_refused_packed_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert linkedin._LARGEST == 64 * 1024 * 1024
    monkeypatch.setattr(linkedin, "_LARGEST", 2_000)
    table = TABLE + "x" * 2_001
    lying = bytearray(packed(**{"Connections.csv": table.encode()}))
    for begins, size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = lying.find(begins) + size
        lying[at : at + 4] = (100).to_bytes(4, "little")
    for raw in (table.encode(), packed(**{"Connections.csv": table.encode()})):
        with pytest.raises(NotUnderstood, match="is over 0 MiB, unpacked"):
            read(tmp_path, raw)
    with pytest.raises(NotUnderstood):  # it says that it is small, and is not
        read(tmp_path, bytes(lying))
    assert read(tmp_path, packed(**{"Connections.csv": TABLE.encode(), "Media.bin": bytes(5_000)})) == [READ]


def test_what_is_missing_or_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, what in (("none.csv", "is not there"), ("folder", "is no file"), ("pipe", "is no file")):
        with pytest.raises(NotUnderstood, match=f"{name} {what}"):
            connections(tmp_path / name)
    with pytest.raises(NotUnderstood, match="is not there"):
        connections(tmp_path / "none" / "at" / "all.csv")


def test_what_may_not_be_read_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        with pytest.raises(EnvironmentFailed) as failed:
            connections(tmp_path / "Connections.csv")
    assert failed.value.status == 4
