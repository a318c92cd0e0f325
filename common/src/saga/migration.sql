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
