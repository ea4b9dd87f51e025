"""*Ik heb een vraag*, anywhere; and at the desk the answer."""

from handlers.kit.capability import Capability
from handlers.questions import asking, desk, notices

CAPABILITY = Capability(
    name="questions",
    routes={
        "k1:ask": asking.start,
        "q1:list": desk.waiting,
        "q1:open": desk.open_question,
        "q1:write": desk.write,
    },
    forms=(asking.FORM, desk.FORM),
    notices=notices.NOTICES,
)
