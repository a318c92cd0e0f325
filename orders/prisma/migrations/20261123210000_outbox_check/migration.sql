-- How far the outbox is known to be on its topics; one row.
CREATE TABLE "outbox_check" (
    "id" INTEGER NOT NULL,
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,
    "clean_until" TIMESTAMPTZ(3),
    "missing" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "outbox_check_pkey" PRIMARY KEY ("id")
);
INSERT INTO "outbox_check" ("id", "claimed_until") VALUES (1, '-infinity');
