"""A session in the terminal tells what is wrong with the journal, once it is over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journal.recorded import everything_at
from tests.journeys.conftest import ROOT, until


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_damaged_journal_is_told_of_when_the_session_ends(
    own_home: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    journal = own_home / "data" / "stretchcoach" / "journal.db"
    journal.parent.mkdir(parents=True)
    journal.write_text("Dear recorder")
    session = subprocess.Popen(
        [sys.executable, "-m", "stretchcoach", "play", "settle", "--mute"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(journal.with_name("journal-damaged-1.db").exists, "the damaged file to be moved")
    until(lambda: journal.exists() and bool(everything_at(journal)), "the session in the new one")
    session.send_signal(stop)
    _out, err = session.communicate(timeout=60)
    assert session.returncode == 130
    assert "journal-damaged-1.db" in err
    assert "Traceback" not in err
