-- Messages at work that may have killed a process before; see HandlingNotes in common/consuming.
CREATE TABLE handling (
  place TEXT PRIMARY KEY,
  begun INTEGER NOT NULL,
  begun_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
