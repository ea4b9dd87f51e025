"""What the outbox tells about messages to many, read again at the moment of sending."""

from handlers.broadcasts.reading import message_screen
from handlers.broadcasts.screens import standing_screen
from handlers.kit.capability import NoticeKind, always
from usecases import broadcasts

NOTICES = (
    NoticeKind(broadcasts.MESSAGE, broadcasts.facts_of_message, message_screen),
    NoticeKind(broadcasts.PROGRESS, broadcasts.facts_of_progress, standing_screen, always),
    NoticeKind(broadcasts.WAITS, broadcasts.facts_of_progress, standing_screen, always),
)
