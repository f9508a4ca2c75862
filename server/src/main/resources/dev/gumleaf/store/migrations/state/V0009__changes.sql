-- What changed, in the order in which it was committed, for those who want to be told. A row refers to what it is about; names are looked up when it is read. Times are milliseconds since 1970, UTC.

CREATE TABLE changes (
  change_key ${id},
  workspace_id BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  at BIGINT NOT NULL,
  profile_key BIGINT,
  account_key BIGINT,
  signal_id BIGINT,
  hit_key BIGINT,
  hit_at BIGINT,
  audience_id BIGINT,
  body TEXT
);
CREATE INDEX changes_of_workspace ON changes (workspace_id, change_key);
CREATE INDEX changes_of_profile ON changes (profile_key) WHERE profile_key IS NOT NULL;
CREATE INDEX changes_of_account ON changes (account_key) WHERE account_key IS NOT NULL;

-- The last key that is not kept any more: whoever goes on from an earlier one has missed something.
ALTER TABLE workspaces ADD COLUMN changes_floor BIGINT NOT NULL DEFAULT 0;

INSERT INTO counters (name, value) VALUES ('change_key', 0);
