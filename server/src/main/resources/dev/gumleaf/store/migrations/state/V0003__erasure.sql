-- Who is to be forgotten, and what became of it. Times are milliseconds since 1970, UTC.

CREATE TABLE deletion_requests (
  deletion_request_id TEXT PRIMARY KEY,
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  status TEXT NOT NULL,
  message TEXT,
  idempotency_hash TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX deletion_requests_listed ON deletion_requests (workspace_id, created_at);
CREATE INDEX deletion_requests_open ON deletion_requests (created_at) WHERE status <> 'completed';
CREATE UNIQUE INDEX deletion_requests_idempotency ON deletion_requests (workspace_id, idempotency_hash) WHERE idempotency_hash IS NOT NULL;

-- One row for each address, id or domain of a request, in its order. The subject itself is forgotten when its receipt is there; the fingerprint says whom it was about to those who know.
CREATE TABLE deletion_subjects (
  deletion_request_id TEXT NOT NULL REFERENCES deletion_requests,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT,
  fingerprint TEXT NOT NULL,
  receipt TEXT,
  PRIMARY KEY (deletion_request_id, position)
)${clustered};

-- Whose data is not taken any more.
CREATE TABLE suppressions (
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  fingerprint TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, fingerprint)
)${clustered};

-- Requests in the journal that came from somebody who is forgotten, to be taken out of it.
CREATE TABLE suppressed_requests (
  sequence ${id}
);

-- Which person an entry about a company was part of a statement of.
ALTER TABLE entries ADD COLUMN profile_key BIGINT;
CREATE INDEX entries_profile ON entries (profile_key) WHERE profile_key IS NOT NULL;
