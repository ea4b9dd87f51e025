"""The capabilities of the product: the only list of them."""

from domain.network import Network
from handlers import activities, brigade, broadcasts, callouts, duty, members, questions, signals, unrest
from handlers.kit.capability import Capability

CAPABILITIES: tuple[Capability, ...] = (
    members.CAPABILITY,
    callouts.CAPABILITY,
    activities.CAPABILITY,
    broadcasts.CAPABILITY,
    signals.CAPABILITY,
    unrest.CAPABILITY,
    duty.CAPABILITY,
    questions.CAPABILITY,
    brigade.CAPABILITY,
)
# What has no switch of its own goes with another capability.
PART_OF = {"unrest": "callouts", "duty": "callouts", "questions": "members"}


def switched_on(network: Network) -> tuple[Capability, ...]:
    """Those that the settings of the network have on."""
    return tuple(one for one in CAPABILITIES if PART_OF.get(one.name, one.name) in network.switched_on)
