"""Commands whose answer is kept, so that the same call need not find it again (see ``again``)."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from io import StringIO

from journal.cli import again
from journal.cli.context import Context
from journal.config import SETTINGS_FILE
from journal.places import cache_folder
from journal.vault.cache import place_of

__all__ = ["kept"]


def kept(command: Callable[[Context], int]) -> Callable[[Context], int]:
    """The command, which has its answer kept where a later call is known to have the same one."""

    @wraps(command)
    def run(context: Context) -> int:
        if context.made is None or not context.cache:
            return command(context)
        page = StringIO()
        aside = replace(context, environment=replace(context.environment, stdout=page))
        settings = os.path.join(aside.vault_folder, SETTINGS_FILE)
        as_read = again.signature(settings)
        basis = aside.vault.basis()
        status = command(aside)
        context.environment.stdout.write(page.getvalue())
        context.environment.stdout.flush()
        told = aside.vault.notice or aside.vault.settings.unknown
        exclude = aside.vault.settings.exclude  # whose patterns take longer to compare than an answer takes
        if basis and basis == aside.vault.basis() and not (status or told or exclude) and context.made.stands(as_read):
            aside.vault.close()
            index = str(place_of(aside.vault.root, cache_folder()))
            files = [(settings, as_read), (index, again.signature(index))]
            with suppress(OSError):
                again.keep(context.made, str(aside.vault.root), files, basis[1], page.getvalue())
        return status

    return run
