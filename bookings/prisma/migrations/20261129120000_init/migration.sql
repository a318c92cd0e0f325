-- What people book. The saga of the same id knows how far it is.
CREATE TABLE "bookings" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "performance_id" TEXT NOT NULL,
    -- Names of the passengers, in the order of their places; null once their buyer has deleted the account.
    "passengers" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "bookings_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "bookings_by_page" ON "bookings" ("user_id", "created_at" DESC, "id" DESC);

-- Tables of the saga orchestrator in common/src/saga, beside a service's outbox.
CREATE TABLE "sagas" (
    "id" UUID NOT NULL,
    "definition" TEXT NOT NULL,
    "definition_version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    -- The step at work; null before the start and after the end.
    "step" TEXT,
    "waits_for" TEXT,
    "steps" JSONB NOT NULL,
    "data" JSONB NOT NULL,
    -- Why it is undone.
    "error" JSONB,
    -- Why it is stuck.
    "alarm" JSONB,
    -- When the current wait ends; null once the saga is over.
    "deadline_at" TIMESTAMPTZ(3),
    -- Number of its events, and so the position of the last one in saga_history.
    "version" INTEGER NOT NULL,
    "search_keys" TEXT[] NOT NULL,
    -- Trace of the request that started it.
    "traceparent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "sagas_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sagas_status_is_known" CHECK ("status" IN ('running', 'compensating', 'completed', 'compensated', 'stuck')),
    CONSTRAINT "sagas_wait_has_an_end" CHECK ("waits_for" IS NULL OR "deadline_at" IS NOT NULL)
);
-- What the sweeper looks at, and the metrics: small, because it has unfinished sagas only.
CREATE INDEX "sagas_due" ON "sagas" ("deadline_at") WHERE "deadline_at" IS NOT NULL;
CREATE INDEX "sagas_unfinished" ON "sagas" ("definition", "status", "created_at") WHERE "status" IN ('running', 'compensating', 'stuck');
CREATE INDEX "sagas_by_page" ON "sagas" ("created_at" DESC, "id" DESC);
CREATE INDEX "sagas_by_search_key" ON "sagas" USING GIN ("search_keys");

CREATE TABLE "saga_history" (
    "saga_id" UUID NOT NULL REFERENCES "sagas" ("id"),
    "position" INTEGER NOT NULL,
    "event" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "correlation_id" TEXT,
    "traceparent" TEXT,
    CONSTRAINT "saga_history_pkey" PRIMARY KEY ("saga_id", "position")
);
CREATE FUNCTION "refuse_change_of_saga_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'saga_history is append-only';
END $$;
CREATE TRIGGER "saga_history_is_append_only" BEFORE UPDATE OR DELETE ON "saga_history"
    FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_saga_history"();

-- The replies that are listened for; written in the transaction that sends the command.
CREATE TABLE "saga_correlations" (
    "correlation_id" TEXT NOT NULL,
    "saga_id" UUID NOT NULL REFERENCES "sagas" ("id"),
    "step" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "reply_topics" TEXT[] NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    -- When the first reply arrived, and what it said.
    "answered_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    CONSTRAINT "saga_correlations_pkey" PRIMARY KEY ("correlation_id")
);
CREATE INDEX "saga_correlations_of_saga" ON "saga_correlations" ("saga_id", "sent_at");

-- Live updates: one notification a statement. A payload has 8,000 bytes at most, so it names 50 bookings.
CREATE FUNCTION notify_bookings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('live_bookings',
    json_build_object('bookings', json_agg(json_build_object('bookingId', id, 'userId', user_id)))::text)
  FROM (
    SELECT bookings.id, bookings.user_id, (row_number() OVER () - 1) / 50 AS payload
    FROM changed JOIN before ON before.id = changed.id JOIN bookings ON bookings.id = changed.id
    WHERE (changed.status, changed.direction, changed.step) IS DISTINCT FROM (before.status, before.direction, before.step)
  ) AS visible
  GROUP BY payload;
  RETURN NULL;
END $$;
CREATE TRIGGER "sagas_changed" AFTER UPDATE ON "sagas" REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_bookings_changed();

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
-- The oldest row that the slot has not confirmed is looked for at every scrape of the metrics.
CREATE INDEX "outbox_by_position" ON "outbox" ("written_at_lsn");

-- How far the outbox is known to be on its topics; one row.
CREATE TABLE "outbox_check" (
    "id" INTEGER NOT NULL,
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,
    "clean_until" TIMESTAMPTZ(3),
    "missing" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "outbox_check_pkey" PRIMARY KEY ("id")
);
INSERT INTO "outbox_check" ("id", "claimed_until") VALUES (1, '-infinity');

-- Debezium writes here regularly, so that its slot advances when nobody books anything.
CREATE TABLE "debezium_heartbeat" (
    "id" INTEGER NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "debezium_heartbeat_pkey" PRIMARY KEY ("id")
);
INSERT INTO "debezium_heartbeat" VALUES (1, now());
CREATE PUBLICATION "bookings_outbox" FOR TABLE "outbox", "debezium_heartbeat";

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
    -- Whether an event was ever parked in it: without, nobody looks for parked successors.
    "has_parked" BOOLEAN NOT NULL DEFAULT false,
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

-- Messages at work that may have killed a process before.
CREATE TABLE "handling" (
    "place" TEXT NOT NULL,
    "begun" INTEGER NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    CONSTRAINT "handling_pkey" PRIMARY KEY ("place")
);

CREATE TABLE "revoked_sessions" (
    "sid" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "revoked_sessions_pkey" PRIMARY KEY ("sid")
);
CREATE INDEX "revoked_sessions_by_expiry" ON "revoked_sessions" ("expires_at");

CREATE FUNCTION notify_session_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('live_bookings', json_build_object('sid', NEW.sid)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "session_revoked" AFTER INSERT ON "revoked_sessions" FOR EACH ROW EXECUTE FUNCTION notify_session_revoked();

CREATE TABLE "idempotency_keys" (
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "reply" JSONB,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "owner" TEXT NOT NULL,
    "lease_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "effect_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" ("claimed_at");
