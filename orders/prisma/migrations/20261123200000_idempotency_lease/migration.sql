-- A claim belongs to one request and ends unless it is renewed. Those at work during the migration belong to nobody.
ALTER TABLE "idempotency_keys"
    ADD COLUMN "owner" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "lease_ends_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "idempotency_keys" ALTER COLUMN "owner" DROP DEFAULT, ALTER COLUMN "lease_ends_at" DROP DEFAULT;
