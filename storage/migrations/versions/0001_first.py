"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "access_records",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("look", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_records")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_access_records_member"), "access_records", ["member"], unique=False)
    op.create_table(
        "activities",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("circles", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_activities_starts_at"), "activities", ["starts_at"], unique=False)
    op.create_table(
        "audit_events",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("act", sa.String(length=80), nullable=False),
        sa.Column("actor", sa.String(length=16), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_audit_events_at"), "audit_events", ["at"], unique=False)
    op.create_table(
        "brigade_requests",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("requester", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("help", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("neighbourhood", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=True),
        sa.Column("asked_back", sa.LargeBinary(), nullable=True),
        sa.Column("answered", sa.LargeBinary(), nullable=True),
        sa.Column("answer_by", sa.DateTime(), nullable=False),
        sa.Column("offers_until", sa.DateTime(), nullable=True),
        sa.Column("sharing", sa.String(length=40), nullable=False),
        sa.Column("chosen", sa.String(length=16), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("helped", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brigade_requests")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_brigade_requests_requester"), "brigade_requests", ["requester"], unique=False)
    op.create_index(op.f("ix_brigade_requests_state"), "brigade_requests", ["state"], unique=False)
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("circles", sa.String(length=200), nullable=False),
        sa.Column("neighbourhood", sa.String(length=40), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.String(length=16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_broadcasts_sender"), "broadcasts", ["sender"], unique=False)
    op.create_index(op.f("ix_broadcasts_state"), "broadcasts", ["state"], unique=False)
    op.create_table(
        "call_out_drafts",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_call_out_drafts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "call_outs",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("circles", sa.String(length=200), nullable=False),
        sa.Column("parts", sa.LargeBinary(), nullable=False),
        sa.Column("as_of", sa.DateTime(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("reply_by", sa.DateTime(), nullable=True),
        sa.Column("next_update_at", sa.DateTime(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("requester", sa.String(length=16), nullable=False),
        sa.Column("approver", sa.String(length=16), nullable=True),
        sa.Column("alone_because", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("asking", sa.String(length=40), nullable=False),
        sa.Column("stand_down_at", sa.DateTime(), nullable=True),
        sa.Column("totals", sa.String(length=250), nullable=True),
        sa.Column("scenario", sa.String(length=40), nullable=True),
        sa.Column("wave_state", sa.String(length=40), nullable=True),
        sa.Column("wave_circles", sa.String(length=200), nullable=True),
        sa.Column("wave_at", sa.DateTime(), nullable=True),
        sa.Column("first_yes_at", sa.DateTime(), nullable=True),
        sa.Column("complete_at", sa.DateTime(), nullable=True),
        sa.Column("half_at", sa.DateTime(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_outs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_call_outs_state"), "call_outs", ["state"], unique=False)
    op.create_table(
        "cards",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("card", sa.String(length=60), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("shown_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("member", "card", name=op.f("pk_cards")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conversations",
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_conversations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("call_out", sa.String(length=16), nullable=True),
        sa.Column("circles", sa.String(length=200), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("maker", sa.String(length=16), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deputies",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("deputy", sa.String(length=16), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("valid_until", sa.DateTime(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_deputies")),
        sa.UniqueConstraint("code", name=op.f("uq_deputies_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_deputies_deputy"), "deputies", ["deputy"], unique=False)
    op.create_table(
        "duty_shifts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("open_before", sa.Integer(), nullable=False),
        sa.Column("fresh_before", sa.Integer(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shifts")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_duty_shifts_member"), "duty_shifts", ["member"], unique=False)
    op.create_index(op.f("ix_duty_shifts_state"), "duty_shifts", ["state"], unique=False)
    op.create_table(
        "erasures",
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_erasures")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "handovers",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("invitation", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_handovers")),
        sa.UniqueConstraint("invitation", name=op.f("uq_handovers_invitation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("roles", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("valid_until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code", name=op.f("uq_invitations_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("account_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("neighbourhood", sa.String(length=40), nullable=True),
        sa.Column("voice", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("discreet", sa.Boolean(), nullable=False),
        sa.Column("nights", sa.Boolean(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("absent_until", sa.DateTime(), nullable=True),
        sa.Column("in_phone_tree", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("account", name=op.f("uq_members_account")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=True),
        sa.Column("payload", sa.String(length=500), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("drop_after", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_outbox_member"), "outbox", ["member"], unique=False)
    op.create_index("ix_outbox_queue", "outbox", ["state", "lane", "due_at", "id"], unique=False)
    op.create_table(
        "questions",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answer_by", sa.DateTime(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reach_rounds",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_rounds")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "received",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_received")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reply_links",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("member", sa.LargeBinary(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reply_links")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "role_proposals",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("proposer", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_proposals")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signal_totals",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("neighbourhood", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "neighbourhood", "topic", name=op.f("pk_signal_totals")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "situation_signals",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("neighbourhood", sa.String(length=40), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("feedback", sa.LargeBinary(), nullable=True),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_situation_signals")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unrest_reports",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("neighbourhood", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("how_soon", sa.String(length=40), nullable=False),
        sa.Column("proposal", sa.Boolean(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("talk", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("answer_by", sa.DateTime(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("taker", sa.String(length=16), nullable=True),
        sa.Column("call_out", sa.String(length=16), nullable=True),
        sa.Column("tied_to", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unrest_reports")),
        sa.UniqueConstraint("code", name=op.f("uq_unrest_reports_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unrest_reports_state"), "unrest_reports", ["state"], unique=False)
    op.create_table(
        "activity_mailings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("activity", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=16), nullable=False),
        sa.Column("circles", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity"], ["activities.id"], name=op.f("fk_activity_mailings_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_mailings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_activity_mailings_activity"), "activity_mailings", ["activity"], unique=False)
    op.create_table(
        "brigade_calls",
        sa.Column("request", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("reply", sa.String(length=40), nullable=False),
        sa.Column("sharing", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["brigade_requests.id"], name=op.f("fk_brigade_calls_request"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request", "member", name=op.f("pk_brigade_calls")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_brigade_calls_member"), "brigade_calls", ["member"], unique=False)
    op.create_table(
        "call_out_evaluations",
        sa.Column("call_out", sa.String(length=16), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_out"], ["call_outs.id"], name=op.f("fk_call_out_evaluations_call_out"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_out", "question", "answer", name=op.f("pk_call_out_evaluations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "call_out_messages",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("call_out", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("next_update_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_out"], ["call_outs.id"], name=op.f("fk_call_out_messages_call_out"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_out_messages")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_call_out_messages_call_out"), "call_out_messages", ["call_out"], unique=False)
    op.create_table(
        "call_out_responses",
        sa.Column("call_out", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("arrival", sa.DateTime(), nullable=True),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("call_back", sa.String(length=40), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("stands_for", sa.String(length=16), nullable=True),
        sa.Column("looked_back", sa.Integer(), nullable=False),
        sa.Column("reply_by", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_out"], ["call_outs.id"], name=op.f("fk_call_out_responses_call_out"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_out", "member", name=op.f("pk_call_out_responses")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_call_out_responses_member"), "call_out_responses", ["member"], unique=False)
    op.create_table(
        "consents",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member"], ["members.id"], name=op.f("fk_consents_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member", "purpose", name=op.f("pk_consents")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "correction_marks",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("correction", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction"],
            ["corrections.id"],
            name=op.f("fk_correction_marks_correction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_correction_marks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_correction_marks_correction"), "correction_marks", ["correction"], unique=False)
    op.create_table(
        "member_channels",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("reached_at", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member"], ["members.id"], name=op.f("fk_member_channels_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_member_channels")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "member_roles",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["member"], ["members.id"], name=op.f("fk_member_roles_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member", "role", name=op.f("pk_member_roles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "registrations",
        sa.Column("activity", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("queue", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("fewer", sa.Boolean(), nullable=False),
        sa.Column("mailing", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"], ["activities.id"], name=op.f("fk_registrations_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity", "member", name=op.f("pk_registrations")),
        sa.UniqueConstraint("activity", "queue", name="uq_registrations_queue"),
        sa.UniqueConstraint("activity", "seat", name="uq_registrations_seat"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_registrations_mailing"), "registrations", ["mailing"], unique=False)
    op.create_index(op.f("ix_registrations_member"), "registrations", ["member"], unique=False)
    op.create_table(
        "signal_questions",
        sa.Column("signal", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(length=40), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=True),
        sa.Column("own", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["signal"], ["situation_signals.id"], name=op.f("fk_signal_questions_signal"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("signal", "number", name=op.f("pk_signal_questions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unrest_refusals",
        sa.Column("report", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("calling", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["unrest_reports.id"], name=op.f("fk_unrest_refusals_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "member", name=op.f("pk_unrest_refusals")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unrest_refusals_member"), "unrest_refusals", ["member"], unique=False)
    # ### end Alembic commands ###
