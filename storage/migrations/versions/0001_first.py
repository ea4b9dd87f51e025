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
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
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
        "erasures",
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_erasures")),
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
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state"], unique=False)
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
        "call_out_responses",
        sa.Column("call_out", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("arrival", sa.DateTime(), nullable=True),
        sa.Column("quiet", sa.Boolean(), nullable=False),
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
        "member_roles",
        sa.Column("member", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["member"], ["members.id"], name=op.f("fk_member_roles_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member", "role", name=op.f("pk_member_roles")),
        sqlite_with_rowid=False,
    )
    # ### end Alembic commands ###
