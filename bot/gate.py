"""The one way out: a member's tap is answered at once, an alarm overtakes, and no limit is passed."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from math import inf

from telegram.error import TelegramError

from bot.gate_call import Call, Post, Waiting
from bot.gate_errors import Again, Moved, NoToken, Outcome, TokenRefused, TooFast, outcome_of
from bot.gate_lanes import EPSILON, Lanes
from bot.gate_pace import Pace
from domain import pacing as rules
from domain.pacing import Accepted, Blocked, Lane, Refused, Result, Uncertain, Unreached
from scheduling.clock import Clock

__all__ = [
    "Accepted",
    "Blocked",
    "Call",
    "Gate",
    "Lane",
    "Post",
    "Refused",
    "Result",
    "TokenRefused",
    "Uncertain",
    "Unreached",
]

NOTICES = tuple(lane for lane in Lane if lane is not Lane.REPLY)


class Gate:
    """Sends what it is handed, in the order of haste, while `run` runs; `rate` is calls a second."""

    def __init__(self, post: Post, clock: Clock, rate: int = 30, in_flight: int = 24) -> None:
        self._post, self._clock = post, clock
        self._pace, self._lanes = Pace(rate), Lanes()
        self._most, self._most_notices = in_flight, rules.notice_room(in_flight)
        self._flying: set[asyncio.Task[None]] = set()
        self._order = count()
        self._woken = asyncio.Event()
        self._bell = _Bell(clock, self._woken)
        self._closing = False
        self._fault: TokenRefused | None = None
        self.outcomes: Counter[str] = Counter()  # for the status: how often each outcome was met

    async def send(self, call: Call, lane: Lane) -> Result:
        """Waits its turn and says what became of it. An error of our own in the call is raised here."""
        if self._closing:
            return Unreached()
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._lanes.put(Waiting(call, lane, next(self._order), [answer]), self._clock.monotonic())
        self._woken.set()
        return await answer

    async def answer(self, query: str, text: str = "", alert: bool = False) -> Result:
        """Ends the waiting sign on a button: never counted, goes at once; too late is no error."""
        shown: dict[str, object] = {"text": text, "show_alert": alert} if text else {}
        outcome = await self._attempt(Call("answerCallbackQuery", 0, {"callback_query_id": query} | shown))
        result = outcome if isinstance(outcome, Result) else Unreached()
        self.outcomes[type(result).__name__] += 1
        return result

    async def run(self) -> None:
        """Lets calls out until `close`; raises when Telegram refuses the token."""
        try:
            while not self._closing:
                self._woken.clear()
                self._bell.ring_at(self._start_what_may_go())
                await self._woken.wait()
        finally:
            self._closing = True
            self._bell.stop()
            self._send_home()
        if self._fault is not None:
            raise self._fault

    async def close(self) -> None:
        """What flies is awaited; what still waits was not sent."""
        self._closing = True
        self._woken.set()
        self._send_home()
        if self._flying:
            await asyncio.wait(self._flying)

    def waiting(self, lane: Lane) -> int:
        """How many calls wait in a lane; those in flight are not counted."""
        return self._lanes.size(lane)

    @property
    def paused_for(self) -> float:
        """Seconds for which everybody waits after a 429."""
        return max(0.0, self._pace.paused_until - self._clock.monotonic())

    def _start_what_may_go(self) -> float:
        """Returns the instant at which there is something to do again."""
        while len(self._flying) < self._most:
            now = self._clock.monotonic()
            self._lanes.wake(now)
            waiting, at = self._next(now)
            if waiting is None or at > now + EPSILON:
                return min(at, self._lanes.wakes_at())
            self._start(waiting, now)
        return inf

    def _next(self, now: float) -> tuple[Waiting | None, float]:
        reply = self._lanes.first(Lane.REPLY)
        if reply is not None:
            return reply, self._pace.reply_at(now)
        notice = next(self._notices(), None) if len(self._flying) < self._most_notices else None
        return notice, inf if notice is None else self._pace.notice_at(now)

    def _notices(self) -> Iterator[Waiting]:
        return (head for lane in NOTICES if (head := self._lanes.first(lane)) is not None)

    def _start(self, waiting: Waiting, now: float) -> None:
        self._lanes.take(waiting)
        if waiting.forsaken:
            self._lanes.rest(waiting.call.chat, now)
            return
        self._pace.started(waiting.lane, now)
        task = asyncio.create_task(self._carry(waiting, now))
        self._flying.add(task)
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._woken.set()

    async def _carry(self, waiting: Waiting, sent: float) -> None:
        outcome: Outcome | None = None
        try:
            outcome = await self._attempt(waiting.call)
        except Exception as error:  # a fault of our own belongs to the one who asked for the call
            waiting.fail(error)
        now = self._clock.monotonic()
        counts_until = self._pace.ended(sent, now, isinstance(outcome, Accepted))
        free = counts_until if waiting.call.counted else now
        self._settle(waiting, self._last_word(outcome), now, free)

    async def _attempt(self, call: Call) -> Outcome:
        if call.before is not None:
            await call.before()
        try:
            return Accepted(await self._post(call))
        except TelegramError as error:
            outcome = outcome_of(error, call)
        if isinstance(outcome, NoToken):
            self._fault, self._closing = TokenRefused(), True
            self._woken.set()
        return outcome

    def _last_word(self, outcome: Outcome | None) -> Outcome | None:
        """Nothing is tried again once the gate closes."""
        match outcome:
            case Again(otherwise) if self._closing:
                return otherwise
            case TooFast() | Moved() | NoToken() if self._closing:
                return Unreached()
        return outcome

    def _settle(self, waiting: Waiting, outcome: Outcome | None, now: float, free: float) -> None:
        if outcome is not None:
            self.outcomes[type(outcome).__name__] += 1
        match outcome:
            case TooFast(seconds):
                self._pace.refused(waiting.call.chat, now, seconds)
                self._lanes.put_back(waiting, max(free, now + seconds))
            case Again(otherwise):
                self._again(waiting, otherwise, max(free, now + rules.retry_delay(waiting.tries + 1)))
            case Moved(chat):
                self._lanes.rest(waiting.call.chat, now)
                waiting.call = replace(waiting.call, chat=chat)
                self._lanes.put(waiting, now)
            case Accepted() | Blocked() | Refused() | Uncertain() | Unreached():
                self._lanes.rest(waiting.call.chat, free)
                waiting.finish(outcome)
            case _:
                self._lanes.rest(waiting.call.chat, free)

    def _again(self, waiting: Waiting, otherwise: Result, at: float) -> None:
        waiting.tries += 1
        if waiting.tries > rules.GATE_TRIES:
            self._lanes.rest(waiting.call.chat, at)
            waiting.finish(otherwise)
        else:
            self._lanes.put_back(waiting, at)

    def _send_home(self) -> None:
        lanes, self._lanes = self._lanes, Lanes()
        for waiting in lanes.everybody():
            waiting.finish(Unreached())


class _Bell:
    """Wakes the gate at an instant of the clock; one is set at a time, an earlier one is kept."""

    def __init__(self, clock: Clock, woken: asyncio.Event) -> None:
        self._clock, self._woken = clock, woken
        self._task: asyncio.Task[None] | None = None
        self._at = inf

    def ring_at(self, at: float) -> None:
        if self._task is not None and self._at <= at:
            return
        self.stop()
        if at < inf:
            self._at = at
            self._task = asyncio.create_task(self._ring(at - self._clock.monotonic()))

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self._at = None, inf

    async def _ring(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._task, self._at = None, inf
        self._woken.set()
