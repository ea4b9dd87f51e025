"""What members choose about themselves, each with one tap or one line, to change and to take back."""

from domain.actors import Purpose
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import pick_neighbourhood, sentence_start, yes_no
from handlers.members import channel
from handlers.members.joining import SWITCHES, offered, purposes_text
from handlers.members.naming import phone_name, place_name, purpose_names, voice_name
from usecases import members

ON, OFF, NONE = "on", "off", "-"


def _is_on(wanted: str) -> bool:
    """What a switch says; any other word changes nothing."""
    if wanted not in (ON, OFF):
        raise NoSuchRoute
    return wanted == ON


async def change(at: Context) -> Screen:
    """*Iets aanpassen*: everything that can be chosen, with what it is now."""
    me = await at.run(members.me)
    profile = await at.run(members.mine)
    said = text(
        "data.change",
        first_name=profile.name or text("none.said"),
        neighbourhood=place_name(at, profile.neighbourhood),
        phone=phone_name(profile),
        voice=voice_name(at, profile.voice),
        purposes=purpose_names(me.purposes),
    )
    nights, discreet = (OFF if on else ON for on in (profile.nights, profile.discreet))
    return Screen(
        said,
        (
            Button(text("button.other_name"), press("m1:name")),
            Button(text("button.other_neighbourhood"), press("m1:place")),
            Button(text("button.change_number"), press("m1:phone")),
            Button(text("button.change_voice"), press("m1:voice")),
            Button(text("button.change_purposes"), press("m1:purposes")),
            Button(text("button.nights_switch", yes_no=yes_no(profile.nights)), press("m1:night", nights)),
            Button(
                text("button.discreet_switch", yes_no=yes_no(profile.discreet)), press("m1:quiet", discreet)
            ),
            *await channel.switch(at),
            Button(text("button.back"), press("m1:data")),
        ),
    )


async def nights(at: Context, wanted: str) -> Screen:
    """*Niet 's nachts*, and back; the switch then shows what was chosen."""
    await at.run(members.choose_nights, _is_on(wanted))
    if wanted == ON:
        return await change(at)
    back = Button(text("button.at_night_after_all"), press("m1:nights", ON))
    quiet = at.network.quiet
    hours = {"quiet_from": f"{quiet.start:%H.%M}", "quiet_until": f"{quiet.end:%H.%M}"}
    return Screen(text("profile.night_off", **hours), (back, to_menu()))


async def night_switch(at: Context, wanted: str) -> Screen:
    """The same as a switch under *Iets aanpassen*."""
    await at.run(members.choose_nights, _is_on(wanted))
    return await change(at)


async def discreet(at: Context) -> Screen:
    """*Stille stand kiezen*: what it is."""
    await at.run(members.mine)
    buttons = (
        Button(text("button.discreet_on"), press("m1:quiet", ON)),
        Button(text("button.keep_it_so"), press("m1:change")),
    )
    return Screen(text("discreet.ask"), buttons)


async def discreet_switch(at: Context, wanted: str) -> Screen:
    """Stille stand on or off."""
    await at.run(members.choose_discreet, _is_on(wanted))
    return await change(at)


async def place(at: Context) -> Screen:
    """*Andere wijk*."""
    await at.run(members.mine)
    neighbourhoods = [Button(one.label, press("m1:live", one.key)) for one in at.network.neighbourhoods]
    ways_out = (
        Button(text("button.whole_city"), press("m1:live", NONE)),
        Button(text("button.rather_not_say"), press("m1:live", NONE)),
    )
    return Screen(text("profile.ask_neighbourhood"), (*neighbourhoods, *ways_out))


async def live(at: Context, key: str) -> Screen:
    """A neighbourhood, or none."""
    chosen = None if key == NONE else pick_neighbourhood(at, key)
    if chosen is None and key != NONE:
        raise NoSuchRoute
    await at.run(members.choose_neighbourhood, chosen)
    return await change(at)


async def voice(at: Context) -> Screen:
    """*Stem kiezen*: only for counting in an open call-out, and never needed."""
    profile = await at.run(members.mine)
    voices = [Button(sentence_start(one.label), press("m1:speak", one.key)) for one in at.network.voices]
    erase = (_erase_voice(),) if profile.voice else ()
    return Screen(
        text("profile.ask_voice"), (*voices, *erase, Button(text("button.skip"), press("m1:change")))
    )


def _erase_voice() -> Button:
    return Button(text("button.erase_choice"), press("m1:speak", NONE))


async def speak(at: Context, key: str) -> Screen:
    """A voice, or none."""
    if key == NONE:
        await at.run(members.choose_voice, None)
        return await change(at)
    if not any(one.key == key for one in at.network.voices):
        raise NoSuchRoute
    await at.run(members.choose_voice, key)
    return Screen(text("profile.voice_saved", voice=voice_name(at, key)), (_erase_voice(), to_menu()))


async def purposes(at: Context) -> Screen:
    """What for: each a switch; no takes as many taps as yes."""
    me = await at.run(members.me)
    await at.run(members.mine)
    concerned = offered(at, me.roles)
    switches = [
        Button(
            text(SWITCHES[one], yes_no=yes_no(one in me.purposes)),
            press("m1:purpose", one.value, OFF if one in me.purposes else ON),
        )
        for one in concerned
    ]
    return Screen(purposes_text(at, concerned), (*switches, Button(text("button.back"), press("m1:change"))))


async def purpose(at: Context, word: str, wanted: str) -> Screen:
    """One switch was turned."""
    if word not in list(Purpose):
        raise NoSuchRoute
    await at.run(members.choose_purpose, Purpose(word), _is_on(wanted))
    return await purposes(at)


async def blocking(at: Context, blocked: bool) -> None:
    """An account blocked the bot or came back; somebody who is no member leaves no row."""
    if (await at.actor()).member is not None:
        await at.run(members.note_blocking, blocked)
