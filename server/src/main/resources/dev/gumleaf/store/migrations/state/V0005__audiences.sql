-- Saved filters over companies or people. Who belongs to one is asked when it is read. Times are milliseconds since 1970, UTC.

CREATE TABLE audiences (
  audience_id ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (workspace_id, name)
);

INSERT INTO counters (name, value) VALUES ('audience_id', 0);
