"""What must fit together in a network file: names that refer to each other, times in order, a law behind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.network_values import Path, Problem
from domain.network import Basis, Network, Scenario


def misfits(network: Network) -> list[Problem]:
    """Everything that does not fit together, in the order of the file."""
    return [
        *_doubles(network),
        *_orders(network),
        *_legal(network),
        *_programmes(network),
        *(
            problem
            for place, scenario in enumerate(network.scenarios)
            for problem in _scenario(network, place, scenario)
        ),
    ]


def _doubles(network: Network) -> Iterator[Problem]:
    lists: dict[str, Sequence[str]] = {
        "kring": [circle.key for circle in network.circles],
        "scenario": [scenario.key for scenario in network.scenarios],
        "training": [training.key for training in network.trainings],
        "voorstelling": [programme.key for programme in network.programmes],
    }
    for name, keys in lists.items():
        double = [key for key, count in Counter(keys).items() if count > 1]
        if double:
            last = len(keys) - 1 - list(reversed(keys)).index(double[0])
            yield Problem((name, last, "sleutel"), f'a key of its own; "{double[0]}" is there twice')


def _orders(network: Network) -> Iterator[Problem]:
    if network.duty.start >= network.duty.end:
        yield Problem(("dienst", "tot"), "an end later than the start, on the same day")
    if network.callouts.deputy_at <= network.callouts.nudge_at:
        yield Problem(("oproep", "vervanger_op"), "a later moment than navraag_op", ("oproep", "navraag_op"))
    for name in ("herinneringen", "aanbod"):
        spans = network.activities.reminders if name == "herinneringen" else network.activities.offer_windows
        if list(spans) != sorted(set(spans), reverse=True):
            yield Problem(("activiteit", name), "spans from long to short, each once")


def _legal(network: Network) -> Iterator[Problem]:
    if Basis.TASK in network.legal.by_purpose.values() and network.legal.task is None:
        yield Problem(
            ("grondslag", "taak"), "the task and its law, since a purpose rests on one", ("grondslag",)
        )


def _programmes(network: Network) -> Iterator[Problem]:
    for place, programme in enumerate(network.programmes):
        path = ("voorstelling", place, "gemeenten")
        yield from _unknown(path, programme.municipalities, network.district, ("netwerk", "district"))


def _scenario(network: Network, place: int, scenario: Scenario) -> Iterator[Problem]:
    circles = [circle.key for circle in network.circles]
    root: Path = ("scenario", place)
    yield from _unknown((*root, "kringen"), scenario.circles, circles, ("kring",))
    yield from _unknown(
        (*root, "plek"), [scenario.place], [spot.key for spot in network.places], ("plekken",)
    )
    topics = [topic.key for topic in network.topics]
    yield from _unknown((*root, "onderwerpen"), scenario.topics, topics, ("onderwerpen",))
    if scenario.second_wave:
        yield from _unknown((*root, "tweede_golf"), scenario.second_wave.circles, circles, ("kring",))


def _unknown(path: Path, used: Iterable[str], known: Sequence[str], near: Path) -> Iterator[Problem]:
    missing = [word for word in used if word not in known]
    if missing:
        choices = ", ".join(f'"{word}"' for word in known)
        yield Problem(path, f'one of {choices}; "{missing[0]}" is not in [{near[-1]}]', near)
