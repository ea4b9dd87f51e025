"""`doctor`: a line each for what is wrong and for what is still to arrange."""

import asyncio
import os
import sys

from bot.doctor import check_up
from bot.findings import as_json, as_text, exit_status
from bot.network_file import read_network
from bot.probes import probes
from bot.settings import read_settings
from scheduling.clock import SystemClock


def doctor(as_lines_of_json: bool) -> int:
    """Returns the exit status: 1 with a fault, else 0."""
    settings = read_settings(os.environ, need_token=False)
    network = read_network(settings.network)
    found = asyncio.run(check_up(settings, network, probes(settings, network, SystemClock())))
    sys.stdout.write((as_json(found) if as_lines_of_json else as_text(found)) + "\n")
    return exit_status(found)
