"""Asks one thing, returns a value, does nothing else."""

from pathlib import Path

__all__ = ["STYLES"]

STYLES = Path(__file__).with_name("dialogs.tcss")
"""How dialogs look, read when the first one opens."""
