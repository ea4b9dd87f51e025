"""A screen as Telegram takes it: HTML, rows of buttons, and the flags that keep it from being passed on."""

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode

from handlers.kit.buttons import Button
from handlers.kit.commands import Shown
from handlers.kit.screen import Screen, rows
from handlers.kit.texts import Catalogues, Text

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Writer:
    """Turns screens into the parameters of Bot API methods."""

    texts: Catalogues

    def message(self, screen: Screen) -> Mapping[str, object]:
        """For `sendMessage`."""
        return self._body(screen) | {"protect_content": screen.protect}

    def edit(self, screen: Screen, message: int) -> Mapping[str, object]:
        """For `editMessageText`."""
        return self._body(screen) | {"message_id": message}

    def document(self, screen: Screen) -> Mapping[str, object]:
        """For `sendDocument`: the text becomes the caption, and the file may be saved."""
        assert screen.document is not None
        return {
            "document": InputFile(screen.document.content, filename=screen.document.name),
            "caption": self.texts.html(screen.text),
            "parse_mode": ParseMode.HTML,
            "reply_markup": self._keyboard(screen.buttons),
            "protect_content": False,
        }

    def commands(self, shown: Shown) -> list[tuple[str, str]]:
        """For `setMyCommands`."""
        return [(word, self.texts.plain(described)) for word, described in shown]

    def popup(self, screen: Screen) -> str:
        """For `answerCallbackQuery`."""
        return self.texts.plain(screen.text)

    def _body(self, screen: Screen) -> dict[str, object]:
        return {
            "text": self.texts.html(screen.text),
            "parse_mode": ParseMode.HTML,
            "link_preview_options": NO_PREVIEW,
            "reply_markup": self._keyboard(screen.buttons),
        }

    def _keyboard(self, buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
        if not buttons:
            return None
        labels = [self._label(button.label) for button in buttons]
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(labels[index], callback_data=buttons[index].data) for index in row]
                for row in rows(labels)
            ]
        )

    def _label(self, label: Text | str) -> str:
        return label if isinstance(label, str) else self.texts.label(label)
