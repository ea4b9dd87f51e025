"""The keys of `netwerk.toml` that hold times, by capability, and the table of how long data is kept."""

from bot.network_values import Key, Table, as_set, clock, day, each, one_of, part, span, switch, whole, words
from domain import network_times as times
from domain.actors import RIGHTS, Permission, Role

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
DAY = one_of({word: number for number, word in enumerate(WEEKDAYS)})
APPROVERS = one_of({role.value: role for role in Role if role in RIGHTS[Permission.APPROVE_CALL_OUT]})
SPANS = each(span, least=1)
ON = Key("on", switch)

DUTY_BLOCK = Table(
    times.DutyBlock,
    {
        "naam": Key("label", words(24)),
        "dagen": Key("weekdays", as_set(each(DAY, least=1)), optional=True, default=frozenset(range(7))),
        "van": Key("start", clock),
        "tot": Key("end", clock),
    },
)

DUTY = Table(
    times.DutyHours,
    {
        "dagen": Key("weekdays", as_set(each(DAY))),
        "van": Key("start", clock),
        "tot": Key("end", clock),
        "overname_binnen": Key("takeover_within", span),
        "blok": Key("blocks", each(DUTY_BLOCK)),
    },
)

QUIET = Table(times.QuietHours, {"van": Key("start", clock), "tot": Key("end", clock)})

ANSWER = Table(times.AnswerTimes, {"spoed": Key("urgent", span), "bijeenkomst": Key("meeting", span)})

SECOND_PERSON = Table(
    times.SecondPerson,
    {
        "verplicht": Key("required", switch),
        "wachttijd": Key("wait", span),
        "rollen": Key("roles", as_set(each(APPROVERS, least=1))),
    },
)

CALL_OUTS = Table(
    times.CallOutTimes,
    {
        "aan": ON,
        "antwoordtermijn": Key("answer", ANSWER),
        "navraag_op": Key("nudge_at", part),
        "tweede_kanaal_op": Key("second_channel_at", part),
        "vervanger_op": Key("deputy_at", part),
        "tweede_persoon": Key("second_person", SECOND_PERSON),
        "later_komen": Key("arrivals", SPANS),
        "volgend_bericht": Key("next_update", span),
        "waarschuwing_belofte": Key("update_warning", span),
        "aankondiging_tweede_golf": Key("second_wave_notice", span),
        "nog_open_elke": Key("still_open_every", span),
        "aankondiging_genoeg_mensen": Key("stand_down_notice", span),
        "samenvoegen_binnen": Key("merge_within", span),
        "stand_rechtzetting_na": Key("heard_count_after", span),
        "terugblik_na": Key("evaluation_after", span),
        "uitslag_na": Key("evaluation_result_after", span),
        "stilte_alarm": Key("silence_alarm", span),
    },
)

UNREST_ANSWERS = Table(
    times.UnrestAnswers,
    {"uur": Key("hour", span), "vandaag": Key("today", span), "week": Key("week", span)},
)

UNREST = Table(
    times.UnrestTimes,
    {"antwoord": Key("answer", UNREST_ANSWERS), "ongelezen_alarm": Key("unread_alarm", span)},
)

ACTIVITIES = Table(
    times.ActivityTimes,
    {
        "aan": ON,
        "herinneringen": Key("reminders", SPANS),
        "aanbod": Key("offer_windows", SPANS),
        "aanbod_stopt": Key("offers_stop", span),
        "navraag_voor": Key("nudge_before", span),
        "intervisie_elke": Key("peer_review_every", span),
        "expertisepool_elke": Key("expert_pool_every", span),
        "zaalcode_voor": Key("room_code_before", span),
        "zaalcode_pogingen": Key("room_code_tries", whole(1, 20)),
        "dank_na": Key("thanks_after", span),
        "begeleider_belt_binnen": Key("performance_call_within", span),
    },
)

SIGNALS = Table(
    times.SignalTimes,
    {
        "aan": ON,
        "gelezen_werkdagen": Key("read_working_days", whole(1, 30)),
        "antwoord_binnen": Key("answer_within", span),
        "herkennen_vanaf": Key("recognise_from", whole(3, 100)),
        "akkoord_leden": Key("members_agreed_on", day, optional=True),
        "akkoord_fg": Key("fg_agreed_on", day, optional=True),
    },
)

BRIGADE = Table(
    times.BrigadeTimes,
    {
        "aan": ON,
        "nakijken": Key("check_working", span),
        "aanbod_binnen": Key("offer_within", span),
        "duur": Key("visit", span),
        "vraag_aan": Key("ask_at_once", whole(1, 100)),
        "reserve": Key("reserve", whole(0, 10)),
        "maximum_per_maand": Key("monthly_maximum", whole(1, 31)),
        "opvolging_na": Key("follow_up_after", span),
        "hulp_aanbieden_elke": Key("help_offer_every", span),
    },
)

BROADCASTS = Table(
    times.BroadcastTimes,
    {"aan": ON, "bedenktijd": Key("undo", span), "later_om": Key("send_at", clock)},
)

MEMBERS = Table(
    times.MemberTimes,
    {
        "bereikbaar_elke": Key("reach_test_every", span),
        "vraag_werkdagen": Key("question_working_days", whole(1, 30)),
        "code_pogingen": Key("code_tries", whole(1, 100)),
        "code_pogingen_binnen": Key("code_tries_within", span),
    },
)

RETENTION = Table(
    times.Retention,
    {
        "uitnodiging": Key("invitation", span),
        "gesprek": Key("form", span),
        "oproep_concept": Key("call_out_draft", span),
        "ongecontroleerde_tekst": Key("uncleared_text", span),
        "ontvangen": Key("received", span),
        "verzonden": Key("outbox", span),
        "vraag": Key("question", span),
        "evaluatie": Key("evaluation", span),
        "signaal_tekst": Key("signal_text", span),
        "signaal_uiterlijk": Key("signal_latest", span),
        "antwoordlijn": Key("reply_link_open", span),
        "onrust": Key("unrest_report", span),
        "oproep_antwoorden": Key("call_out_answers", span),
        "oefening_antwoorden": Key("drill_answers", span),
        "oproep_tekst": Key("call_out_text", span),
        "aanmelding": Key("registration", span),
        "brigadevraag": Key("brigade_request", span),
        "lid_stil": Key("member_silent", span),
        "lid_na_vraag": Key("member_after_asking", span),
        "inzagelog": Key("access_records", span),
        "logboek": Key("audit", span),
        "reservekopie": Key("backups", span),
        "dienst": Key("duty_shift", span),
    },
)
