"""The silence to expect, held against the estimates of another program."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journal.rules.silence import Wait, usual
from tests.unit.rules.values import TODAY

TABLE = json.loads(Path(__file__).with_name("kaplan-meier.json").read_text(encoding="utf-8"))
"""Waits as days and whether the answer came then, each list with the day by which 80 % have answered, as lifelines
estimates it.
"""


@pytest.mark.parametrize("row", TABLE["estimates"], ids=range(len(TABLE["estimates"])))
def test_the_estimate_is_that_of_lifelines(row: dict[str, Any]) -> None:
    waits = [Wait(TODAY - timedelta(days=days), TODAY if came else None) for days, came in row["waits"]]
    assert usual(waits, TODAY) == row["day"]
