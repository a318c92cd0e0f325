CREATE TABLE "tickets" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "reservation" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "reservation" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "open_attempt" INTEGER,
    "settled_attempt" INTEGER NOT NULL DEFAULT 0,
    "payment_id" TEXT,
    "cancel_reason" TEXT,
    "refund_amount_minor" INTEGER,
    CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "orders_status_is_known" CHECK ("status" IN ('created', 'awaiting_payment', 'complete', 'cancelled'))
);
CREATE INDEX "orders_of_user" ON "orders" ("user_id", "created_at" DESC);
-- The guard against selling twice: every order that is not cancelled holds its ticket.
CREATE UNIQUE INDEX "one_live_order_per_ticket" ON "orders" ("ticket_id") WHERE "status" <> 'cancelled';
-- What the expiry sweeper looks at; small, because it has the unsettled orders only.
CREATE INDEX "orders_to_expire" ON "orders" ("expires_at") WHERE "status" IN ('created', 'awaiting_payment');

CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "traceparent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- Where in the log the row was written; it may be pruned once the slot has confirmed a later position.
    "written_at_lsn" PG_LSN NOT NULL DEFAULT pg_current_wal_insert_lsn(),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "outbox_by_age" ON "outbox" ("created_at");

-- Debezium writes here regularly, so that its slot advances when nobody orders anything.
CREATE TABLE "debezium_heartbeat" (
    "id" INTEGER NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "debezium_heartbeat_pkey" PRIMARY KEY ("id")
);
INSERT INTO "debezium_heartbeat" VALUES (1, now());
CREATE PUBLICATION "orders_outbox" FOR TABLE "outbox", "debezium_heartbeat";

CREATE TABLE "inbox" (
    "event_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("event_id")
);
CREATE INDEX "inbox_by_age" ON "inbox" ("processed_at");

CREATE TABLE "streams" (
    "stream" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "streams_pkey" PRIMARY KEY ("stream")
);

CREATE TABLE "parked" (
    "stream" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "key" BYTEA,
    "value" BYTEA,
    "headers" JSONB NOT NULL,
    "traceparent" TEXT,
    "parked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "parked_pkey" PRIMARY KEY ("stream", "version")
);
CREATE INDEX "parked_by_age" ON "parked" ("parked_at");

CREATE TABLE "revoked_sessions" (
    "sid" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "revoked_sessions_pkey" PRIMARY KEY ("sid")
);
CREATE INDEX "revoked_sessions_by_expiry" ON "revoked_sessions" ("expires_at");

CREATE TABLE "idempotency_keys" (
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "reply" JSONB,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" ("claimed_at");
