"""What the outbox tells about the brigade, read again at the moment of sending."""

from handlers.brigade import desk_screens, screens
from handlers.kit.capability import NoticeKind
from usecases import brigade, brigade_desk, brigade_offers

NOTICES = (
    NoticeKind(brigade.NEW, brigade_desk.facts_at_desk, desk_screens.at_desk),
    NoticeKind(brigade.ANSWERED_BACK, brigade_desk.facts_at_desk, desk_screens.at_desk),
    NoticeKind(brigade.OFFERS, brigade_desk.facts_offers, desk_screens.offers),
    NoticeKind(brigade.ARRANGE, brigade_offers.facts_arrange, desk_screens.arrange),
    NoticeKind(brigade.ASKED_BACK, brigade_offers.facts_asked_back, screens.asked_back),
    NoticeKind(brigade.PASSED_ON, brigade_offers.facts_waiting, screens.passed_on),
    NoticeKind(brigade.TURNED_DOWN, brigade_offers.facts_closed, screens.turned_down),
    NoticeKind(brigade.CALL, brigade_offers.facts_call, screens.call),
    NoticeKind(brigade.CONSENT, brigade_offers.facts_consent, screens.consent),
    NoticeKind(brigade.REQUESTER_CONSENT, brigade_offers.facts_requester_consent, screens.requester_consent),
    NoticeKind(brigade.INTRODUCED, brigade_offers.facts_introduced, screens.introduction),
    NoticeKind(brigade.NOT_MATCHED, brigade_offers.facts_matched, screens.not_matched),
    NoticeKind(brigade.WITHDRAWN, brigade_offers.facts_topic, screens.gone),
    NoticeKind(brigade.REOPENED, brigade_offers.facts_waiting, screens.reopened),
    NoticeKind(brigade.FOLLOW_UP, brigade_offers.facts_matched, screens.follow_up),
)
