-- Parts of orders (ADR 40). `party` has the places that an order has now; `reductions` what it has given back, so that the
-- places of every version can be told: [{version, reason, requestId, returned: [{position, place}]}].
-- `refunds`: amounts by payment and number, whose sum is refund_amount_minor.
ALTER TABLE "orders" ADD COLUMN "reductions" JSONB NOT NULL DEFAULT '[]', ADD COLUMN "refunds" JSONB NOT NULL DEFAULT '{}';

-- How the requests of organisers were decided: a replayed one gets the same answer.
CREATE TABLE "refund_requests" (
    "request_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "amount_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "refund_requests_pkey" PRIMARY KEY ("request_id"),
    CONSTRAINT "refund_requests_outcome_is_known" CHECK ("outcome" IN ('refunded', 'refused'))
);
CREATE INDEX "refund_requests_by_age" ON "refund_requests" ("recorded_at");
