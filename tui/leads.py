"""Who could help, as the lines of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journal import Lead, showable, wording
from journal.facts import lead_facts, lead_reason
from tui import paint
from tui.sections import LeadLine, ListRow, Piece, Remark

__all__ = ["lead_line", "with_leads"]

_NAME = 20
"""Cells of a name."""


def lead_line(lead: Lead, piece: str = "", indent: str = "") -> LeadLine:
    """Somebody who could help as one line: who, why, what they do, what ties us to them."""
    reason = " · ".join(filter(None, [lead_reason(lead), wording.unlinked(lead.role)]))
    rest = "".join(f" · {fact}" for fact in lead_facts(lead))
    look = "quiet" if lead.match == "weak" else ""
    parts = (
        (indent, ""),
        (paint.fit(lead.name, _NAME), "strong"),
        ("  ", ""),
        (showable(reason), look),
        (showable(rest), "quiet"),
    )
    return LeadLine(parts, lead, piece)


def with_leads(rows: Iterable[ListRow], leads: Mapping[str, Sequence[Lead]], nobody: str) -> list[ListRow]:
    """The rows of a goal's page, with who could help below each piece that nobody was asked for.

    leads: by piece. nobody: what to say below a piece for which there is nobody.
    """
    found: list[ListRow] = []
    for row in rows:
        found.append(row)
        if isinstance(row, Piece) and row.piece in leads:
            found += [lead_line(lead, row.piece, "    ") for lead in leads[row.piece]] or [Remark(f"    {nobody}")]
    return found
