-- Until when a ticket can be reserved: its start, or the seller's earlier end of sale. Null for listings whose last event has neither.
ALTER TABLE "tickets" ADD COLUMN "starts_at" TIMESTAMPTZ(3), ADD COLUMN "sale_ends_at" TIMESTAMPTZ(3);
