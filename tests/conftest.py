"""What every test has: a home of its own, programs counted where they are missing, and vaults made in one line."""

from __future__ import annotations

import hypothesis

pytest_plugins = ["pytester", "tests.home", "tests.needs", "tests.vaults"]

hypothesis.settings.register_profile("journal", deadline=None)  # a busy machine is no bug
hypothesis.settings.load_profile("journal")
