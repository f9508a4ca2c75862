-- Workspaces with their keys, accounts, their traits and entries, and what became of entries that were not stored. Times are milliseconds since 1970, UTC.

CREATE TABLE workspaces (
  workspace_id ${id},
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE public_keys (
  public_key_id ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  value TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

-- Only the SHA-256 of a secret key is kept; prefix is what people recognise it by.
CREATE TABLE secret_keys (
  secret_key_id ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  hash TEXT NOT NULL UNIQUE,
  prefix TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

-- The next free value of each key that we give out ourselves, and the journal position of the pipeline. One row each, locked by whoever writes.
CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES
  ('journal_position', 0), ('account_key', 0), ('entry_key', 0), ('name_key', 0), ('fate_key', 0),
  ('confirmation', 0), ('merge_id', 0), ('workspace_id', 0), ('public_key_id', 0), ('secret_key_id', 0);

-- One row per domain that was ever seen. events and identifies count what shows on lists, marked what does not (bots, no User-Agent). An account that was merged into another keeps its own data; merged_into makes readers see it under the other one, and undoing a merge is clearing it.
CREATE TABLE accounts (
  account_key ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL,
  domain TEXT NOT NULL,
  name TEXT,
  search TEXT NOT NULL,
  first_seen_at BIGINT,
  last_seen_at BIGINT,
  events BIGINT NOT NULL,
  identifies BIGINT NOT NULL,
  marked BIGINT NOT NULL DEFAULT 0,
  merged_into BIGINT REFERENCES accounts,
  listed_at BIGINT,
  UNIQUE (workspace_id, domain),
  UNIQUE (workspace_id, account_id)
);
-- listed_at is the newest last_seen_at of the account and all merged into it; null takes merged and never active ones off the list.
CREATE INDEX accounts_listed ON accounts (workspace_id, listed_at, account_key);
CREATE INDEX accounts_merged ON accounts (merged_into) WHERE merged_into IS NOT NULL;
-- Finds any part of a name or domain among millions without reading them all.
${search_index}

CREATE TABLE account_merges (
  merge_id ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  kind TEXT NOT NULL,
  from_key BIGINT NOT NULL REFERENCES accounts,
  into_key BIGINT NOT NULL REFERENCES accounts,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  undone_at BIGINT,
  undone_by TEXT
);
CREATE INDEX account_merges_workspace ON account_merges (workspace_id, merge_id);
CREATE INDEX account_merges_into ON account_merges (into_key) WHERE undone_at IS NULL;

-- The current value of each trait of each group; group_id '' is the account itself. A deleted trait is a row with the value null.
CREATE TABLE traits (
  account_key BIGINT NOT NULL REFERENCES accounts,
  group_id TEXT NOT NULL,
  name TEXT NOT NULL,
  spelling TEXT NOT NULL,
  value TEXT NOT NULL,
  source SMALLINT NOT NULL,
  effective_at BIGINT NOT NULL,
  PRIMARY KEY (account_key, group_id, name)
)${clustered};

-- Event names, so that an event carries a number instead.
CREATE TABLE names (
  name_key ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  name TEXT NOT NULL,
  UNIQUE (workspace_id, name)
);

-- Events (kind 1) and identifies (kind 2, name_key 0). The trait history is the identifies read in order.
-- hash is the dedupe key inside one account, null for an entry that has none. A globally unique message id would touch a random page for each event.
CREATE TABLE entries (
  entry_key ${id},
  account_key BIGINT NOT NULL,
  hash BIGINT,
  effective_at BIGINT NOT NULL,
  name_key BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  source SMALLINT NOT NULL,
  marks INTEGER NOT NULL,
  received_at BIGINT NOT NULL,
  sent_at BIGINT,
  message_id TEXT,
  body TEXT NOT NULL,
  others TEXT
);
CREATE UNIQUE INDEX entries_dedupe ON entries (account_key, hash) WHERE hash IS NOT NULL;
CREATE INDEX entries_timeline ON entries (account_key, effective_at, name_key);

CREATE TABLE account_days (
  account_key BIGINT NOT NULL,
  day INTEGER NOT NULL,
  events BIGINT NOT NULL,
  identifies BIGINT NOT NULL,
  PRIMARY KEY (account_key, day)
)${clustered};

-- What became of entries that were not stored: duplicates, conflicts, rejected and set aside ones.
CREATE TABLE entry_fates (
  fate_key ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  fate TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  kind SMALLINT NOT NULL,
  entry_index INTEGER NOT NULL,
  message_hash BIGINT,
  message_id TEXT,
  account_key BIGINT,
  request_id TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  content TEXT
);
CREATE INDEX entry_fates_message ON entry_fates (message_hash) WHERE message_hash IS NOT NULL;
CREATE INDEX entry_fates_listed ON entry_fates (workspace_id, fate, fate_key);
