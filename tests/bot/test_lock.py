"""One bot runs on a database, and the lock goes when its holder goes, however that happens."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.lock import AlreadyRunning, FileLock, LockNotMade

HOLD = (
    "import sys; from pathlib import Path; from bot.lock import FileLock;"
    "lock = FileLock(Path(sys.argv[1])); lock.take(); print('held', flush=True); sys.stdin.read()"
)


def test_a_second_one_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "x.db"), FileLock(tmp_path / "x.db")
    first.take()
    with pytest.raises(AlreadyRunning, match="Another bot is running"):
        second.take()
    first.release()
    second.take()
    second.release()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "x.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning):
            FileLock(tmp_path / "x.db").take()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    lock = FileLock(tmp_path / "x.db")
    lock.take()
    lock.release()


def test_the_file_says_nothing_and_is_its_owners(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "data" / "x.db")
    lock.take()
    file = tmp_path / "data" / "x.db.lock"
    assert file.read_bytes() == b""
    assert file.stat().st_mode & 0o777 == 0o600
    lock.release()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(LockNotMade, match="cannot be made"):
        FileLock(tmp_path / "file" / "x.db").take()
