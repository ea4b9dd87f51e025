"""From an update to a screen: one route, one handler; what cannot be done gets a quiet, correct answer."""

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from handlers.kit import again, identifying
from handlers.kit.buttons import Button, ButtonUnreadable, press, read_press
from handlers.kit.capability import Capability, Command, Handler, NoticeKind
from handlers.kit.context import Context, MenuEntry
from handlers.kit.discreet import READ, reader
from handlers.kit.form_flow import FormFlow, names_somebody
from handlers.kit.forms import CHOOSE, Draft
from handlers.kit.incoming import Blocking, Incoming, Pressed, Refused, Typed
from handlers.kit.pending import Pending
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import Text, text
from handlers.kit.throttle import Throttle
from usecases.app import AlreadyReceived, App, NotAllowed

OPEN_QUESTION = timedelta(hours=1)
H = TypeVar("H")


class NoSuchRoute(Exception):
    """This button does not work any more."""


class NotWired(Exception):
    """No capability brings what the router needs."""


@dataclass(frozen=True)
class Ways:
    """The routes, commands and forms of the capabilities that are switched on, and the words people type."""

    capabilities: tuple[Capability, ...]
    words: Mapping[str, str]

    def routes(self) -> dict[str, Handler]:
        """Every route with its handler."""
        return {route: handler for one in self.capabilities for route, handler in one.routes.items()}

    def commands(self) -> dict[str, Command]:
        """Every word after a slash, aliases included."""
        every = [command for one in self.capabilities for command in one.commands]
        return {word: command for command in every for word in (command.word, *command.aliases)}

    def listed_commands(self) -> tuple[Command, ...]:
        """Every command once, in the order of the capabilities."""
        return tuple(command for one in self.capabilities for command in one.commands)

    def flow(self) -> FormFlow:
        """All forms."""
        return FormFlow({form.name: form for one in self.capabilities for form in one.forms})

    def notices(self) -> dict[str, NoticeKind]:
        """Every kind of notice by its name."""
        brought = [kind for one in self.capabilities for kind in one.notices]
        return {kind.kind: kind for kind in (again.NOTICE, *brought)}

    def standing(self, routes: Mapping[str, Handler]) -> dict[str, Handler]:
        """What shows, for a press that had its effect before, how its thing stands now."""
        named = {route: target for one in self.capabilities for route, target in one.again.items()}
        return {route: again.leading(routes[target]) for route, target in named.items()}

    def menu(self) -> tuple[MenuEntry, ...]:
        """Every button of the main menus."""
        return tuple(entry for one in self.capabilities for entry in one.menu)

    def home(self) -> Handler:
        """The main menu."""
        return _only(one.home for one in self.capabilities)

    def leave(self) -> Handler:
        """Stopping and erasing."""
        return _only(one.leave for one in self.capabilities)

    def loose(self) -> Handler:
        """What takes a text that no form asked for."""
        return _only(one.loose for one in self.capabilities)

    async def beside(self, at: Context, typed: str) -> Screen | None:
        """The first capability for which a text that no form asked for means something."""
        for one in self.capabilities:
            shown = await one.beside(at, typed) if one.beside else None
            if shown is not None:
                return shown
        return None

    def blocking(self) -> Callable[[Context, bool], Awaitable[None]]:
        """What hears that an account blocked the bot."""
        return _only(one.blocking for one in self.capabilities)


def _only(brought: Iterable[H | None]) -> H:
    """The one that some capability brings."""
    found = next((one for one in brought if one is not None), None)
    if found is None:
        raise NotWired
    return found


class Router:
    """Answers updates with screens."""

    def __init__(self, app: App, ways: Ways, bot_name: str, words: Callable[[Text], str]) -> None:
        self.app, self.ways, self.bot_name, self.words = app, ways, bot_name, words
        times = app.network.members
        self.pending = Pending(app.clock)
        self.tries = Throttle(times.code_tries, times.code_tries_within, app.clock)
        self.flow, self.commands = ways.flow(), ways.commands()
        self.routes = ways.routes() | {
            CHOOSE: self.flow.pressed,
            "f1:start": self.flow.start,
            "k1:menu": ways.home(),
            "k1:stop": self._stop,
            again.CURRENT: self.current,
            "k1:referral": identifying.about_a_person,
            READ: reader(ways.notices()),
        }
        self.stands = ways.standing(self.routes)

    def context(self, incoming: Incoming) -> Context:
        """What the handlers get for this update."""
        typed = incoming.what.message if isinstance(incoming.what, Typed | Refused) else None
        pressed = incoming.what.message if isinstance(incoming.what, Pressed) else None
        return Context(
            app=self.app,
            account=incoming.account,
            pending=self.pending,
            bot_name=self.bot_name,
            tries=self.tries,
            words=self.words,
            menu=self.ways.menu(),
            flow=self.flow,
            home=self.ways.home(),
            update=incoming.update,
            telegram_name=incoming.name,
            typed_message=typed,
            pressed_message=pressed,
        )

    async def screen(self, at: Context, incoming: Incoming, seen: bool = False) -> Screen | None:
        """The screen that answers this update. `seen`: it had its effect before, only the screen is shown."""
        if not seen:
            with suppress(AlreadyReceived):
                return await self._quietly(at, self._act(at, incoming.what))
        at.booked, at.form = True, None
        return await self._quietly(at, self._seen(at, incoming.what))

    async def _quietly(self, at: Context, work: Awaitable[Screen | None]) -> Screen | None:
        """What cannot be done gets a quiet answer."""
        try:
            return await work
        except NotAllowed:
            at.form = None
            return await self._not_allowed(at)
        except (NoSuchRoute, ButtonUnreadable):
            return Screen(text("error.button_expired"), (identifying.to_menu(),), Place.NEW)

    async def _act(self, at: Context, what: Pressed | Typed | Refused | Blocking) -> Screen | None:
        match what:
            case Pressed(data=data):
                return await self._press(at, data)
            case Typed(text=typed):
                return await self._typed(at, typed.strip())
            case Refused():
                return Screen(text("error.media_refused"), (identifying.to_menu(),)).wiping()
            case Blocking(blocked=blocked):
                await self.ways.blocking()(at, blocked)
                return None

    async def _seen(self, at: Context, what: Pressed | Typed | Refused | Blocking) -> Screen | None:
        """The answer to what had its effect before."""
        match what:
            case Blocking():
                return None
            case Pressed(data=data):
                return await self._stands(at, data) or await self.current(at)
            case Typed(text=typed):
                return await self._read(at, typed)
            case Refused():
                return (await self.current(at)).wiping()

    async def _read(self, at: Context, typed: str) -> Screen:
        """What this account sees now; a text that should have left the chat before the crash leaves it."""
        draft = await self.flow.open_draft(at)
        if draft is not None and not typed.startswith("/"):
            return await self.flow.seen(at, draft, typed)
        shown = await self.current(at)
        return shown.wiping() if names_somebody(at.check(typed)) else shown

    async def _stands(self, at: Context, data: str) -> Screen | None:
        """How the thing of this press stands now; None when a question is open, or nothing can be shown."""
        route, about = read_press(data)
        handler = self.stands.get(route) or self.stands.get(":".join((route, *about[:1])))
        if handler is None or await self.flow.open_draft(at):
            return None
        try:
            return await handler(at, *about)
        except (NoSuchRoute, NotAllowed):
            return None

    async def _press(self, at: Context, data: str) -> Screen:
        route, about = read_press(data)
        handler = self.routes.get(route)
        if handler is None or not fits(handler, about):
            raise NoSuchRoute
        return await handler(at, *about)

    async def _typed(self, at: Context, typed: str) -> Screen:
        draft = await self.flow.open_draft(at)
        if typed.startswith("/"):
            return await self._command(at, typed[1:])
        meaning = self.ways.words.get(typed.lower())
        if meaning is not None:
            return await self._word(at, meaning, draft)
        if draft is None:
            return await self.ways.beside(at, typed) or await self.ways.loose()(at, typed)
        return await self.flow.typed(at, draft, typed) or (await self.flow.again(at, draft))

    async def _command(self, at: Context, typed: str) -> Screen:
        word, _, rest = typed.partition(" ")
        command = self.commands.get(word.partition("@")[0].lower())
        if command is None:
            return not_understood()
        at.end_form()
        takes_code = fits(command.handler, (rest,))
        return await (command.handler(at, rest.strip()) if takes_code else command.handler(at))

    async def _word(self, at: Context, meaning: str, draft: Draft | None) -> Screen:
        match meaning:
            case "stop" if draft is not None:
                return await self._stop(at)
            case "stop":
                return await self.ways.leave()(at)
            case "yes" | "no":
                said = await self.flow.said(at, draft, meaning == "yes")
                return said or await self._answer(at, meaning == "yes")
            case _:
                return await self.routes[f"k1:{meaning}"](at)

    async def _answer(self, at: Context, yes: bool) -> Screen:
        questions = [question for one in self.ways.capabilities for question in one.questions]
        asked = [(await at.run(question.asked), question) for question in questions]
        open_now = [
            (found, question) for found, question in asked if found and at.now - found[0] <= OPEN_QUESTION
        ]
        if not open_now:
            return not_understood()
        (_, about), question = max(open_now, key=lambda pair: pair[0][0])
        return await question.answer(at, about, yes)

    async def _stop(self, at: Context) -> Screen:
        at.drop_pending()
        at.end_form()
        return await at.home(at)

    async def current(self, at: Context) -> Screen:
        """What this account would see now: the open question, or the menu."""
        draft = await self.flow.open_draft(at)
        return await self.flow.again(at, draft) if draft else (await at.home(at)).anew()

    async def _not_allowed(self, at: Context) -> Screen:
        if (await at.actor()).member is None:
            return (await at.home(at)).anew()
        return Screen(text("error.no_permission"), (identifying.to_menu(),), Place.NEW)


def not_understood() -> Screen:
    """A text nobody asked for."""
    numbers = Button(text("button.important_numbers"), press("k1:help"))
    return Screen(text("error.not_understood"), (identifying.to_menu(), numbers))


def fits(handler: Handler, about: tuple[str, ...]) -> bool:
    """Whether the handler takes as many parts as the button holds."""
    try:
        inspect.signature(handler).bind(None, *about)
    except TypeError:
        return False
    return True
