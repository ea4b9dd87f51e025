"""A city in the middle of everything: each role is there, and each capability has something open."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.actors import Role
from tests.world import Person, World

# A Thursday, 11.00 in Amsterdam: somebody reads along at the desk.
WORKING = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
FACTS = "Vannacht ging een ruit van een gebouw kapot. Niemand is gewond."
SIGNAL = "Sinds het nieuws durven ouders hun kinderen niet alleen naar school te laten gaan."
QUESTION = "Hoe praat ik met ouders over spanning in de klas?"
TWO_YEARS = timedelta(days=731)
UNREST = "Er is veel onrust op het plein. Mensen zijn bang."
TRAINING = "Gesprek bij spanning"
MESSAGE = "Het kantoor is morgen dicht."
ASKED = "Mag ik iemand meenemen?"

WHO = {
    "Nora": (Role.NETWERKREGISSEUR,),
    "Omar": (Role.NETWERKREGISSEUR,),
    "Sem": (Role.SECOND_PERSON,),
    "Amina": (Role.CONTACTCIRKEL,),
    "Bas": (Role.CONTACTCIRKEL,),
    "Chaima": (Role.SNRP,),
    "Dilan": (Role.VLIEGENDE_BRIGADE,),
    "Yusuf": (Role.PROFESSIONAL,),
    "Petra": (Role.PARTNER,),
    "Roos": (Role.PROCESREGISSEUR,),
    "Bert": (Role.BEHEERDER,),
    "Femke": (Role.FG,),
}


@dataclass
class City:
    """The world and its people by name; Vera is no member."""

    world: World
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        return self.people[name.capitalize()]


async def lived(world: World) -> City:
    """Everybody comes in and does something."""
    people = {name: await world.member(name, *roles, phone=_phone(name)) for name, roles in WHO.items()}
    city = City(world, people)
    city.people["Vera"] = await world.person("Vera").starts()
    for happening in (_unrest, _questions, _signals, _brigade, _training, _message, _team, _call_out):
        await happening(city)
    return city


def _phone(name: str) -> str:
    return f"+316000000{list(WHO).index(name) + 10}"


async def _unrest(city: City) -> None:
    for sender, send in ((city.amina, "Versturen met naam"), (city.chaima, "Versturen zonder naam")):
        await sender.says("/onrust")
        await sender.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
        await sender.says(UNREST)
        await sender.taps(send)
    await city.nora.says("/menu")
    await city.nora.taps("Onrust bekijken")


async def _questions(city: City) -> None:
    await city.chaima.says("/menu")
    await city.chaima.forges("k1:ask")
    await city.chaima.says(ASKED)


async def _signals(city: City) -> None:
    codes = []
    for sender in (city.amina, city.yusuf):
        await sender.says("/signaal")
        await sender.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
        await sender.says(SIGNAL)
        await sender.taps("Ja, versturen")
        codes.append(sender.text.split("code is ")[1][:4])
    await city.nora.says("/signalen")
    await city.nora.taps(f"Code {codes[0]}", "Vraag stellen", "Vraag 2")
    await city.amina.taps("Bericht lezen")


async def _brigade(city: City) -> None:
    codes = []
    for requester in (city.yusuf, city.petra):
        await requester.says("/brigade")
        await requester.taps("Vraag stellen", "Contact met ouders", "Een keer meedenken")
        await requester.says(QUESTION)
        await requester.taps("Deze week", "Ja, versturen")
        codes.append(requester.text.split("code is ")[1][:4])
    await city.nora.says("/menu")
    await city.nora.taps("Brigade koppelen", f"Code {codes[0]}", "Doorgeven aan brigade")
    await city.dilan.taps("Ik wil helpen")
    await city.world.settle()
    await city.nora.taps("Kies Dilan")


async def _training(city: City) -> None:
    await city.nora.says("/activiteit")
    await city.nora.taps("Nieuwe activiteit", "Een training")
    for typed in (TRAINING, "dinsdag 14 april 19.30 tot 21.00", "stadskantoor", "1"):
        await city.nora.says(typed)
    await city.nora.taps("Ja, zet klaar", "Uitnodiging sturen", "Contactcirkel", "Nu versturen")
    await city.world.passes(seconds=61)
    for member in (city.amina, city.bas):
        await member.taps("Ik doe mee")


async def _message(city: City) -> None:
    await city.nora.says("/bericht")
    await city.nora.taps("Contactcirkel")
    await city.nora.says(MESSAGE)
    await city.nora.taps("Nu versturen")
    await city.world.passes(seconds=65)


async def _team(city: City) -> None:
    await city.bert.says("/menu")
    await city.bert.forges("m1:grant")
    await city.bert.taps("Als toezichthouder")
    await city.omar.says("/leden")
    await city.omar.taps("Bas")


async def _call_out(city: City) -> None:
    await city.nora.says("/oproep")
    await city.nora.taps("Incident bij een gebouw")
    await city.nora.says(FACTS)
    await city.nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    await city.sem.taps("Ja, versturen")
    await city.amina.taps("Ik kom")
    await city.world.passes(seconds=10)


async def ended(city: City) -> None:
    """Everything that runs comes to its end."""
    await city.nora.says("/menu")
    await city.nora.taps("Lopende oproep", "Oproep afsluiten")
    await city.nora.says("Wij praatten met 12 mensen uit de wijk.")
    await city.nora.taps("Nu versturen")
    for requester in (city.yusuf, city.petra):
        await requester.taps("Vraag intrekken")
    for code in sorted(label for label in await _signals_at_desk(city) if label.startswith("Code ")):
        await city.nora.says("/signalen")
        await city.nora.taps(code, "Afronden met antwoord", "Er komt een training", "Ja, versturen")
    await city.world.passes(minutes=5)


async def _signals_at_desk(city: City) -> list[str]:
    await city.nora.says("/signalen")
    return city.nora.buttons
