"""`migrate`: the tables as this version wants them."""

import os
import sys

from bot.installation import open_database
from bot.sender import lock_file
from bot.settings import read_settings
from storage import schema


def migrate() -> None:
    """Bring the tables to the newest step; nothing may run on an SQLite database meanwhile."""
    settings = read_settings(os.environ, need_token=False)
    lock = lock_file(settings)
    try:
        open_database(settings, renew=True).close()
    finally:
        if lock is not None:
            lock.release()
    sys.stdout.write(f"the tables are at step {schema.newest()}\n")
