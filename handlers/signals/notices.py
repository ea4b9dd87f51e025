"""What the outbox tells about signals: to the sender always behind *a message from the network*."""

from handlers.kit.capability import NoticeKind
from handlers.signals import screens
from usecases import signals

NOTICES = (
    NoticeKind(signals.READ, signals.facts_read, screens.read, discreet=True),
    NoticeKind(signals.QUESTION, signals.facts_question, screens.question, discreet=True),
    NoticeKind(signals.WIPED, signals.facts_wiped, screens.wiped, discreet=True),
    NoticeKind(signals.CLOSED, signals.facts_closed, screens.closed, discreet=True),
    NoticeKind(signals.BUNDLE, signals.facts_bundle, screens.bundle),
)
