-- Taken off sale by the seller; see tickets.ticket.updated.v1, status.
ALTER TABLE tickets ADD COLUMN is_withdrawn BOOLEAN NOT NULL DEFAULT false;
