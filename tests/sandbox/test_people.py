"""What people do with their telephones and what they see on them."""

import pytest

from sandbox.core import Telegram
from sandbox.events import Event
from sandbox.messages import Button, Document
from sandbox.people import NoSuchButton, User
from sandbox.wire import Upload, Wire
from scheduling.clock import MovableClock


def send(telegram: Telegram, user: User, **more: object) -> int:
    reply = telegram.call("sendMessage", {"chat_id": user.id, "text": "Hoi"} | more)
    assert reply.status == 200, reply.body
    return user.last.id


def buttons(**data: str) -> Wire:
    return {"inline_keyboard": [[{"text": label, "callback_data": one}] for label, one in data.items()]}


def kinds(telegram: Telegram) -> list[str]:
    return [next(name for name in update if name != "update_id") for update in telegram.updates.batch()]


def newest(telegram: Telegram) -> Wire:
    payload = list(telegram.updates.batch()[-1].values())[1]
    assert isinstance(payload, dict)
    return payload


def test_start_brings_the_payload_as_a_command(telegram: Telegram) -> None:
    telegram.user(7, "Bram").start("Kf3x")
    message = newest(telegram)
    assert message["text"] == "/start Kf3x"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


def test_the_screen_shows_messages_in_order(telegram: Telegram, amina: User) -> None:
    amina.say("Dag")
    markup: Wire = {
        "inline_keyboard": [
            [{"text": "Ja", "callback_data": "a1:y", "style": "success"}],
            [{"text": "Kaart", "url": "https://x.nl"}],
        ]
    }
    send(
        telegram,
        amina,
        text="<b>Hoi</b>",
        parse_mode="HTML",
        reply_markup=markup,
        protect_content=True,
        disable_notification=True,
    )
    assert [(one.from_bot, one.text) for one in amina.chat] == [
        (False, "/start"),
        (False, "Dag"),
        (True, "Hoi"),
    ]
    last = amina.last
    assert (last.html, last.kind, last.protected, last.silent) == ("<b>Hoi</b>", "text", True, True)
    assert last.rows == [[Button("Ja", data="a1:y", style="success")], [Button("Kaart", url="https://x.nl")]]
    assert last.labels == ["Ja", "Kaart"]


def test_an_edit_changes_the_screen_and_takes_the_buttons_away(telegram: Telegram, amina: User) -> None:
    number = send(telegram, amina, reply_markup=buttons(Ja="a"))
    telegram.call("editMessageText", {"chat_id": amina.id, "message_id": number, "text": "Dag"})
    assert (amina.last.text, amina.last.rows, amina.last.edited) == ("Dag", [], True)


def test_a_press_taps_the_newest_button_of_that_name(telegram: Telegram, amina: User) -> None:
    old = send(telegram, amina, reply_markup=buttons(Ja="a1", Nee="b1"))
    send(telegram, amina, reply_markup=buttons(Ja="a2"))
    for button, message, data in (
        ("Ja", None, "a2"),
        ("Nee", None, "b1"),
        ("a1", None, "a1"),
        ("Ja", old, "a1"),
    ):
        amina.press(button, message)
        assert newest(telegram)["data"] == data


def test_a_press_on_a_button_that_is_not_there_says_what_is(telegram: Telegram, amina: User) -> None:
    number = send(telegram, amina, reply_markup=buttons(Ja="a1"))
    with pytest.raises(NoSuchButton, match=f"no button 'Misschien'.*{number}: \\['Ja'\\]"):
        amina.press("Misschien")
    telegram.call("deleteMessage", {"chat_id": amina.id, "message_id": number})
    with pytest.raises(NoSuchButton, match="shown are none"):
        amina.press("Ja")


def test_a_forged_press_arrives_with_any_data(telegram: Telegram, amina: User) -> None:
    amina.press_data("z9:forged", 12345)
    press = newest(telegram)
    assert press["data"] == "z9:forged"
    assert press["message"] == {"chat": amina.chat_wire, "message_id": 12345, "date": 0}


def test_the_answer_to_a_press_pops_up(telegram: Telegram, amina: User) -> None:
    send(telegram, amina, reply_markup=buttons(Ja="a"))
    query = amina.press("Ja")
    telegram.call(
        "answerCallbackQuery", {"callback_query_id": query, "text": "Genoteerd", "show_alert": True}
    )
    assert (amina.popup, amina.alert) == ("Genoteerd", True)
    amina.press("Ja")
    assert (amina.popup, amina.alert) == (None, False)


def test_a_file_is_seen_with_its_name_and_sent_again_by_its_id(telegram: Telegram, amina: User) -> None:
    upload = Upload("training.ics", b"BEGIN:VCALENDAR", "text/calendar")
    sent = telegram.call("sendDocument", {"chat_id": amina.id, "caption": "Agenda"}, {"document": upload})
    assert amina.last.document == Document("training.ics", b"BEGIN:VCALENDAR")
    assert (amina.last.kind, amina.last.text) == ("document", "Agenda")
    assert isinstance(sent.result, dict)
    file_id = sent.result["document"]["file_id"]
    telegram.call("sendDocument", {"chat_id": amina.id, "document": file_id})
    assert amina.last.document == Document("training.ics", b"BEGIN:VCALENDAR")
    telegram.call("sendDocument", {"chat_id": amina.id, "document": "attach://x"}, {"x": upload})
    assert amina.last.document is not None


def test_a_place_is_seen_as_a_venue(telegram: Telegram, amina: User) -> None:
    place = {"latitude": "52.1", "longitude": 5.1, "title": "Wijkhuis", "address": "Plein 1"}
    assert telegram.call("sendVenue", {"chat_id": amina.id} | place).status == 200
    assert amina.last.kind == "venue"


def test_pinned_messages_are_marked(telegram: Telegram, amina: User) -> None:
    first, second = send(telegram, amina), send(telegram, amina)
    for number in (first, second):
        telegram.call("pinChatMessage", {"chat_id": amina.id, "message_id": number})
    telegram.call("unpinChatMessage", {"chat_id": amina.id})
    assert [one.pinned for one in amina.chat if one.from_bot] == [True, False]
    telegram.call("unpinChatMessage", {"chat_id": amina.id, "message_id": first})
    assert not any(one.pinned for one in amina.chat)


def test_what_people_send_arrives_as_its_own_kind(telegram: Telegram, amina: User) -> None:
    telegram.call("getUpdates", {"offset": -1})
    number = amina.say("Dag")
    amina.send_photo("Kijk")
    amina.send_voice()
    amina.send_contact("+31600000000", "Bram", 7)
    amina.send_location(52.1, 5.1)
    amina.send_document("brief.pdf")
    amina.edit(number, "Dag hoor")
    assert kinds(telegram)[1:] == ["message"] * 6 + ["edited_message"]
    assert [one.kind for one in amina.chat][1:] == [
        "text",
        "photo",
        "voice",
        "contact",
        "location",
        "document",
    ]
    assert newest(telegram)["text"] == "Dag hoor"


def test_a_text_of_more_than_4096_comes_in_parts(amina: User) -> None:
    amina.say("a" * 5000)
    assert [len(one.text) for one in amina.chat[-2:]] == [4096, 904]


def test_blocking_tells_the_bot_once_and_silences_it(telegram: Telegram, amina: User) -> None:
    amina.block()
    amina.block()
    change = newest(telegram)
    assert change["new_chat_member"] == {"user": telegram.me, "status": "kicked", "until_date": 0}
    assert kinds(telegram).count("my_chat_member") == 1
    amina.start()
    assert kinds(telegram)[-2:] == ["my_chat_member", "message"]


def test_the_most_specific_command_menu_wins(telegram: Telegram, amina: User) -> None:
    def menu(*names: str, **more: object) -> None:
        commands = [{"command": name, "description": f"Over {name}"} for name in names]
        assert telegram.call("setMyCommands", {"commands": commands} | more).result is True

    assert amina.menu == []
    menu("start")
    menu("start", "hulp", scope={"type": "all_private_chats"}, language_code="nl")
    mine = {"type": "chat", "chat_id": amina.id}
    menu("menu", scope=mine)
    assert amina.menu == [("menu", "Over menu")]
    assert telegram.call("getMyCommands", {"scope": mine}).result == [
        {"command": "menu", "description": "Over menu"}
    ]
    telegram.call("deleteMyCommands", {"scope": mine})
    assert [name for name, _ in amina.menu] == ["start", "hulp"]
    telegram.call("deleteMyCommands", {"scope": {"type": "all_private_chats"}, "language_code": "nl"})
    assert [name for name, _ in amina.menu] == ["start"]


def test_a_menu_button_and_descriptions_are_kept(telegram: Telegram, amina: User) -> None:
    assert telegram.call(
        "setChatMenuButton", {"chat_id": amina.id, "menu_button": {"type": "commands"}}
    ).result
    assert telegram.profile.menu_buttons == {amina.id: {"type": "commands"}}
    telegram.call("setMyDescription", {"description": "Over ons"})
    assert telegram.profile.descriptions == {"": "Over ons"}


def test_listeners_hear_what_changes_on_a_screen(telegram: Telegram, amina: User) -> None:
    heard: list[Event] = []
    telegram.listeners.append(heard.append)
    number = send(telegram, amina, reply_markup=buttons(Ja="a"))
    telegram.call("answerCallbackQuery", {"callback_query_id": amina.press("Ja"), "text": "Goed"})
    telegram.call("editMessageText", {"chat_id": amina.id, "message_id": number, "text": "Dag"})
    telegram.call("deleteMessage", {"chat_id": amina.id, "message_id": number})
    assert [(one.kind, one.message) for one in heard] == [
        ("new", number),
        ("popup", None),
        ("edit", number),
        ("delete", number),
    ]
    assert heard[1].text == "Goed"


def test_the_log_holds_every_request(telegram: Telegram, amina: User, clock: MovableClock) -> None:
    send(telegram, amina)
    telegram.call("sendMessage", {"chat_id": 9, "text": "Hoi"})
    assert [(one.method, one.status) for one in telegram.log] == [("sendMessage", 200), ("sendMessage", 400)]
    assert telegram.log[-1].description == "Bad Request: chat not found"
    assert telegram.log[-1].at == clock.now()
    assert "Hoi" not in repr(telegram.log)
