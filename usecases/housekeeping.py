"""What was promised to be destroyed is destroyed, kind by kind, on the published terms."""

from domain.actors import Permission
from domain.pacing import LATE_AFTER, Lane
from storage import (
    access,
    activities,
    audit,
    brigade,
    broadcasts,
    callout_answers,
    callout_chats,
    callout_messages,
    callouts,
    conversations,
    corrections,
    deputies,
    duty,
    handovers,
    invitations,
    members,
    outbox,
    questions,
    reach,
    received,
    reply_links,
    role_proposals,
    unrest,
)
from usecases import callout_corrections, callout_evaluation, signal_desk
from usecases.app import Moment, Trace, use_case


@use_case(Permission.SYSTEM, Trace.READS)
def destroy_what_is_over(at: Moment) -> dict[str, int]:
    """Remove everything older than its term; returns how many of each kind."""
    kept, tx, now = at.network.retention, at.tx, at.now
    return {
        "received": received.forget(tx, now, kept.received),
        "conversations": conversations.forget(tx, now),
        "registrations": activities.forget_registrations(tx, now, kept.registration),
        "outbox": outbox.forget(tx, now, kept.outbox),
        "invitations": invitations.forget(tx, now),
        "deputy_codes": deputies.forget(tx, now),
        "handovers": handovers.forget(tx, now, 2 * kept.invitation),
        "role_proposals": role_proposals.forget(tx, now),
        "erase_ledger": members.forget_erasures(tx, now, kept.erase_ledger),
        "access_records": access.forget(tx, now, kept.access_records),
        "audit_events": audit.forget(tx, now, kept.audit),
        "call_out_answers": callout_answers.forget(tx, now, kept.call_out_answers, drill=False),
        "drill_answers": callout_answers.forget(tx, now, kept.drill_answers, drill=True),
        "call_out_drafts": callout_messages.forget_drafts(tx, now),
        "call_out_requests": callouts.forget_requests(tx, now, kept.call_out_draft),
        "call_out_cards": callout_chats.forget(tx, now - LATE_AFTER[Lane.EDIT]),
        "call_outs": callouts.forget(tx, now, kept.call_out_text),
        "correction_marks": callout_corrections.end_counting(at),
        "corrections": corrections.forget(tx, now, kept.call_out_text),
        "evaluations": callout_evaluation.destroy(at),
        "broadcasts": broadcasts.forget(tx, now, kept.outbox, kept.call_out_draft),
        "unrest_reports": unrest.forget(tx, now, kept.unrest_report),
        "reach_rounds": reach.forget(tx, now, 2 * at.network.members.reach_test_every),
        "duty_shifts": duty.forget(tx, now, kept.duty_shift),
        "questions": questions.forget(tx, now, kept.question),
        "reply_links": reply_links.forget(tx, now),
        "brigade_requests": brigade.forget(tx, now, kept.brigade_request),
        "signals": signal_desk.destroy_answered(at),
    }
