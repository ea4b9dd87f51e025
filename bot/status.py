"""Whether the bot takes updates and sends, and how much waits: for a machine that watches it. Counts only."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.wiring import Bot
from domain.pacing import Lane
from storage.trouble import DatabaseTrouble
from usecases import status
from usecases.app import SYSTEM_TURN
from usecases.status import Figures

SILENCE = 90.0  # seconds without an answer of Telegram to a poll; one is held for 25


@dataclass(frozen=True)
class Health:
    """How it is in one word (`ok`, `starting`, or what is wrong), and whether that is well."""

    word: str
    well: bool


class Status:
    """Looks at a running bot."""

    def __init__(self, bot: Bot, polls: bool) -> None:
        self._bot, self._polls = bot, polls
        self.ready = False

    async def health(self) -> Health:
        """Well when updates come in and the database answers."""
        if not self.ready:
            return Health("starting", False)
        if self._polls and self._silent_for() > SILENCE:
            return Health("telegram does not answer", False)
        try:
            await self._figures()
        except DatabaseTrouble as trouble:
            return Health(str(trouble), False)
        return Health("ok", True)

    async def metrics(self) -> str:
        """Prometheus text. Raises `DatabaseTrouble`."""
        lines = [f"{name} {value:g}" for name, value in self._of_database(await self._figures())]
        lines += [f"{name} {value:g}" for name, value in self._of_process()]
        return "\n".join(lines) + "\n"

    async def _figures(self) -> Figures:
        return await self._bot.app.run(SYSTEM_TURN, status.figures)

    def _silent_for(self) -> float:
        heard = self._bot.intake.heard_at
        return self._bot.clock.monotonic() - heard if heard is not None else 0.0

    def _of_database(self, figures: Figures) -> Iterator[tuple[str, float]]:
        for queue in figures.queues:
            lane = f'{{lane="{queue.lane.name.lower()}"}}'
            yield f"bijeen_notices_due{lane}", queue.due
            yield f"bijeen_notices_oldest_seconds{lane}", queue.oldest_seconds
        yield "bijeen_updates_failed", figures.failed_updates

    def _of_process(self) -> Iterator[tuple[str, float]]:
        gate = self._bot.gate
        yield "bijeen_ready", self.ready
        yield "bijeen_sends", self._bot.sends
        for lane in Lane:
            yield f'bijeen_gate_waiting{{lane="{lane.name.lower()}"}}', gate.waiting(lane)
        for outcome, count in sorted(gate.outcomes.items()):
            yield f'bijeen_gate_outcomes_total{{outcome="{outcome.lower()}"}}', count
        yield "bijeen_gate_paused_seconds", gate.paused_for
        if self._polls:
            yield "bijeen_telegram_silent_seconds", self._silent_for()
