-- The oldest row that the slot has not confirmed is looked for at every scrape of the metrics.
CREATE INDEX "outbox_by_position" ON "outbox" ("written_at_lsn");
