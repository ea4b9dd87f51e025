"""The capabilities of the product: the only list of them."""

from domain.network import Network
from handlers import callouts, members, signals
from handlers.kit.capability import Capability

CAPABILITIES: tuple[Capability, ...] = (members.CAPABILITY, callouts.CAPABILITY, signals.CAPABILITY)


def switched_on(network: Network) -> tuple[Capability, ...]:
    """Those that the settings of the network have on."""
    return tuple(one for one in CAPABILITIES if one.name in network.switched_on)
