"""What every test stands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from models.clock import FixedClock
from models.journal import Journal
from tests.empty import empty_journal
from tests.factories import TODAY

# A slow machine is no failing program.
settings.register_profile("rounds", deadline=None)
settings.load_profile("rounds")


@pytest.fixture(autouse=True, scope="session")
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the journal and settings of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(variable, str(home))
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.delenv(variable, raising=False)
        patch.delenv("ROUNDS_PASSPHRASE", raising=False)
        yield


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon of the day the tests take place."""
    return FixedClock(TODAY)


@pytest.fixture
def journal(tmp_path: Path, clock: FixedClock) -> Iterator[Journal]:
    """An empty journal in a real file."""
    with empty_journal(tmp_path / "test.rounds", clock) as opened:
        yield opened
