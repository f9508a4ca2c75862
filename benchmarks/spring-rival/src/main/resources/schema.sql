CREATE TABLE IF NOT EXISTS events (
  message_id TEXT PRIMARY KEY,
  domain TEXT NOT NULL,
  event TEXT NOT NULL,
  properties JSONB NOT NULL,
  sent_at TIMESTAMPTZ NOT NULL,
  received_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS events_of_domain ON events (domain, sent_at);
