"""*Gerucht rechtzetten* also begins without a call-out: from where a new one begins, for who may."""

from domain.actors import Permission, may
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.texts import text

MOST_SCENARIOS = 4


async def beside_scenarios(at: Context) -> tuple[Button, ...]:
    """Among the scenarios, when there is room for it."""
    return await _begin(at) if len(at.network.scenarios) <= MOST_SCENARIOS else ()


async def without_scenario(at: Context) -> tuple[Button, ...]:
    """One screen further, when the scenarios take all the room."""
    return await _begin(at) if len(at.network.scenarios) > MOST_SCENARIOS else ()


async def _begin(at: Context) -> tuple[Button, ...]:
    """Without anything of a report; a stand-in on duty does not see it."""
    if not may(await at.actor(), Permission.RUN_CALL_OUT):
        return ()
    return (Button(text("button.correct_rumour"), press("c1:correct")),)
