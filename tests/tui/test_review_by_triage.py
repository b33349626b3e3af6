"""A review on the screen and one by ``journal triage`` end with the same files."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from journal.cli.environment import Environment
from journal.cli.main import main
from tests.tui.network import TODAY
from tests.tui.stage import staged


def files(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


async def test_both_end_with_the_same_files(network: Path) -> None:
    other = Path(shutil.copytree(network, network.parent / "other"))
    async with staged(network, (120, 44)) as stage:
        await stage.press("7")
        await stage.cursor_on("THANK")
        for keys, said in [
            (("z", *"fri", "enter"), "Snoozed"),
            (("right_square_bracket", "o", *"three names", "ctrl+s"), "To Fatima El Idrissi"),
            (("escape", "right_square_bracket", "w"), "Answered"),
        ]:
            await stage.press(*keys)
            await stage.sees(said)
    typed = iter(["z", "fri", "", "o", "three names", "w", "q"])
    around = Environment(
        stdout=io.StringIO(), stderr=io.StringIO(), cwd=other, variables={}, has_terminal=False, width=None,
        clock=lambda: TODAY, user_config=lambda: network.parent / "config", answer=lambda: f"{next(typed)}\n",
    )  # fmt: skip
    assert main(["triage", "--vault", str(other)], None, around) == 0
    assert files(network) == files(other)
