-- Intent signals: what has to happen, and when it did. Times are milliseconds since 1970, UTC.

-- The rule in force; null in deleted_at unless nobody wants it any more.
CREATE TABLE signals (
  signal_id ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  rule TEXT NOT NULL,
  enabled SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  deleted_at BIGINT
);
CREATE UNIQUE INDEX signals_name ON signals (workspace_id, name) WHERE deleted_at IS NULL;

-- All rules that a signal ever had.
CREATE TABLE signal_versions (
  signal_id BIGINT NOT NULL REFERENCES signals,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  rule TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (signal_id, version)
)${clustered};

-- That a signal was set off, under the row of profiles or accounts that it was sent for. The same occasion sets it off once.
CREATE TABLE signal_hits (
  hit_key ${id},
  workspace_id BIGINT NOT NULL,
  signal_id BIGINT NOT NULL REFERENCES signals,
  version INTEGER NOT NULL,
  profile_key BIGINT,
  account_key BIGINT,
  occasion BIGINT NOT NULL,
  at BIGINT NOT NULL,
  evidence TEXT NOT NULL
);
CREATE UNIQUE INDEX signal_hits_profile ON signal_hits (profile_key, signal_id, occasion) WHERE profile_key IS NOT NULL;
CREATE UNIQUE INDEX signal_hits_account ON signal_hits (account_key, signal_id, occasion) WHERE account_key IS NOT NULL;
CREATE INDEX signal_hits_of_profile ON signal_hits (profile_key, at, hit_key) WHERE profile_key IS NOT NULL;
CREATE INDEX signal_hits_of_account ON signal_hits (account_key, at, hit_key) WHERE account_key IS NOT NULL;
CREATE INDEX signal_hits_of_signal ON signal_hits (signal_id, at, hit_key);

-- What was ever stated about somebody, without going through everything else.
CREATE INDEX entries_identifies ON entries (account_key) WHERE kind = 2;
CREATE INDEX profile_entries_identifies ON profile_entries (profile_key) WHERE kind = 2;

INSERT INTO counters (name, value) VALUES ('signal_id', 0), ('signal_hit_key', 0);
