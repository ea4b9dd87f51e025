"""Walking through a form: from a press or a typed text to the next question, the check in between."""

from collections.abc import Mapping
from dataclasses import replace

from domain.actors import may
from domain.screening import Outcome, Ruling, Verdict, judge
from handlers.kit import identifying
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import (
    GO_BACK,
    GO_TO,
    SKIPPED,
    Draft,
    Form,
    Problem,
    Step,
    answered,
    first,
    jumped,
    reached,
    read_draft,
    stored,
    went_back,
)
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import text
from usecases import conversation
from usecases.app import FormChange, NotAllowed

MOST_REFUSALS = 2
# In the answers of a form: which message shows the question that leaves no trace.
ASKED_IN = "!asked_in"


class FormFlow:
    """The forms of all capabilities, by name."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms

    def form(self, name: str) -> Form | None:
        """The form of this name."""
        return self._forms.get(name)

    async def start(self, at: Context, name: str, answers: Mapping[str, str] | None = None) -> Screen:
        """Open a form at its first question. Raises `NotAllowed`."""
        form = self._forms.get(name)
        if form is None:
            return _quiet()
        await self._allow(at, form)
        return await self._ask(at, first(form, answers or {}))

    async def given(self, at: Context, name: str, answers: Mapping[str, str], typed: str) -> Screen:
        """Open a form with its first text typed already. Raises `NotAllowed`."""
        form = self._forms[name]
        await self._allow(at, form)
        draft = first(form, answers)
        self._keep(at, draft)
        return await self.typed(at, draft, typed) or await self._ask(at, draft)

    async def said(self, at: Context, draft: Draft | None, yes: bool) -> Screen | None:
        """A typed *ja* or *nee*; None when the open question means nothing by it."""
        said = self._step(draft).said if draft is not None else None
        if draft is None or said is None:
            return None
        return (await self.pressed(at, draft.form, draft.step, said[0 if yes else 1])).anew()

    async def open_draft(self, at: Context) -> Draft | None:
        """The form that is open for this account; an expired one is not."""
        kept = await at.run(conversation.where, at.account)
        if kept is None or kept[1] <= at.now:
            return None
        draft = read_draft(kept[0])
        return draft if self._step_of(draft) else None

    async def resume(self, at: Context, name: str) -> Screen | None:
        """The open question of this form, None when it is not open."""
        draft = await self.open_draft(at)
        return await self.again(at, draft) if draft is not None and draft.form == name else None

    async def again(self, at: Context, draft: Draft) -> Screen:
        """The question of this moment once more."""
        return (await self._step(draft).ask(at, draft.answers)).anew()

    async def pressed(self, at: Context, name: str, step_key: str, value: str) -> Screen:
        """A button of a form: also one of an earlier question that is still on the screen."""
        form, draft = self._forms.get(name), await self.open_draft(at)
        if form is None or draft is None or draft.form != name or form.step(step_key) is None:
            return await self._gone(at, name)
        await self._allow(at, form)
        if draft.step != step_key:
            if not reached(form, draft, step_key):
                return _quiet()
            draft = replace(draft, step=step_key, back=None)
        return await self._picked(at, form, draft, value)

    async def _allow(self, at: Context, form: Form) -> None:
        """A form is for those who may do what it ends in; a visitor leaves no row."""
        if not may(await at.actor(), form.permission):
            raise NotAllowed

    async def _gone(self, at: Context, name: str) -> Screen:
        """Too late says so; a second tap on what is done already changes nothing."""
        kept = await at.run(conversation.where, at.account)
        at.drop_pending()
        if kept is None or kept[1] > at.now or read_draft(kept[0]).form != name:
            return _quiet()
        at.end_form()
        minutes = int(at.network.retention.form.total_seconds() // 60)
        again = Button(text("button.start_again"), press("f1:start", name))
        return Screen(text("error.timeout", minutes=minutes), (again, identifying.to_menu()))

    async def _picked(self, at: Context, form: Form, draft: Draft, value: str) -> Screen:
        step = self._step(draft)
        if value[:1] in (GO_TO, GO_BACK):
            move = jumped if value[0] == GO_TO else went_back
            return await self._ask(at, move(form, draft, value[1:]) or draft)
        if value in identifying.DECISIONS:
            return await self._decided(at, form, draft, value)
        at.drop_pending()
        if value == SKIPPED and step.reads is not None and not step.needed:
            return await self._next(at, form, draft, SKIPPED)
        chosen = step.picks(at, draft.answers, value)
        if isinstance(chosen, str):
            return await self._next(at, form, draft, chosen)
        if chosen is not None:
            draft = stored(draft, chosen.also)
        if chosen is None or chosen.value is None:
            return await self._ask(at, draft)
        return await self._next(at, form, draft, chosen.value)

    async def _decided(self, at: Context, form: Form, draft: Draft, value: str) -> Screen:
        waiting = at.pending.take(at.account)
        if waiting is not None and (value != identifying.KEEP or self._step(draft).wipes):
            at.take_away(waiting.message)
        if value == identifying.AGAIN or waiting is None:
            return await self._ask(at, draft)
        chosen = waiting.general if value == identifying.GENERAL else waiting.text
        return await self._accept(at, form, draft, chosen)

    async def typed(self, at: Context, draft: Draft, typed: str) -> Screen | None:
        """A typed text for the open question; None when the question takes no text."""
        form, step = self._forms[draft.form], self._step(draft)
        if step.reads is None:
            return None
        if len(typed) > step.limit:
            return identifying.too_long(draft.form, step, len(typed))
        verdict = at.check(typed)
        ruling = judge(step.field, verdict)
        if ruling in (Ruling.ACCEPT, Ruling.WARN):
            return await self._accept(at, form, draft, typed)
        return await self._questioned(at, draft, typed, verdict)

    async def _questioned(self, at: Context, draft: Draft, typed: str, verdict: Verdict) -> Screen:
        step = self._step(draft)
        ruling = judge(step.field, verdict)
        refused = draft.refused + (ruling is not Ruling.ASK_PERHAPS)
        asked = replace(draft, refused=refused)
        self._keep(at, asked)
        screen = self._question(asked, step, verdict, ruling)
        if ruling is Ruling.REFUSE:
            return screen.wiping()
        at.pending.put(at.account, typed, verdict.general_text, at.typed_message)
        return screen

    def _question(self, draft: Draft, step: Step, verdict: Verdict, ruling: Ruling) -> Screen:
        """What may be done with a text in which somebody is perhaps named."""
        if ruling is Ruling.REFUSE and step.refusal is not None:
            return step.refusal(draft.answers, identifying.named(identifying.kinds_of(verdict)))
        return identifying.screen(draft.form, step, verdict, ruling, last=draft.refused > MOST_REFUSALS)

    async def seen(self, at: Context, draft: Draft, typed: str) -> Screen:
        """A text that was read before a crash has no effect; one that should have left the chat leaves it."""
        form, step, verdict = self._forms[draft.form], self._step(draft), at.check(typed)
        if draft.refused and judge(step.field, verdict) is Ruling.REFUSE:
            return self._question(draft, step, verdict, Ruling.REFUSE).wiping()
        shown = await self.again(at, draft)
        wiped = names_somebody(verdict) or any(one.wipes for one in form.steps)
        return shown.wiping() if wiped else shown

    async def _accept(self, at: Context, form: Form, draft: Draft, typed: str) -> Screen:
        step = self._step(draft)
        assert step.reads is not None
        value = await step.reads(at, draft.answers, typed)
        if isinstance(value, Problem):
            return value.screen
        shown = await self._next(at, form, draft, value)
        return shown.wiping() if step.wipes else shown

    async def _next(self, at: Context, form: Form, draft: Draft, value: str) -> Screen:
        at.take_away(draft.answers.get(ASKED_IN))
        moved = answered(form, draft, value)
        if moved is not None:
            return await self._ask(at, moved)
        at.end_form()
        return await form.finish(at, {**draft.answers, draft.step: value})

    async def _ask(self, at: Context, draft: Draft) -> Screen:
        if self._step(draft).wipes and at.pressed_message is not None:
            at.take_away(draft.answers.get(ASKED_IN))
            draft = stored(draft, {ASKED_IN: str(at.pressed_message)})
        self._keep(at, draft)
        return await self._step(draft).ask(at, draft.answers)

    def _keep(self, at: Context, draft: Draft) -> None:
        lifetime = self._forms[draft.form].lifetime(at.network.retention)
        at.form = FormChange(at.account, draft.written(), at.now + lifetime)

    def _step_of(self, draft: Draft) -> Step | None:
        form = self._forms.get(draft.form)
        return form.step(draft.step) if form else None

    def _step(self, draft: Draft) -> Step:
        step = self._step_of(draft)
        assert step is not None
        return step


def names_somebody(verdict: Verdict) -> bool:
    """Whether a text is better taken out of the chat."""
    return verdict.outcome >= Outcome.LIKELY


def _quiet() -> Screen:
    """A pop-up for a button that was answered already."""
    return Screen(text("error.button_expired"), (), Place.POP_UP)
