-- People: who they are, what says so, what they did. Times are milliseconds since 1970, UTC.

ALTER TABLE workspaces ADD COLUMN identity_secret TEXT;

-- One row for each id that was ever seen (kind 1) and for each e-mail address (kind 2), the known people. What is sent stays under the row it was sent for; profile_claims says as whose it is shown.
-- sole_key is the one person to whom everything of an id belongs, itself as long as nobody claimed it; null when several do. A shared id was claimed by so many that it says nothing.
-- The account columns hold the best reason to see somebody as part of a company (account_via is its rank), listed_at the newest activity that shows; null keeps a row off lists.
CREATE TABLE profiles (
  profile_key ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  kind SMALLINT NOT NULL,
  subject TEXT NOT NULL,
  profile_id TEXT NOT NULL,
  sole_key BIGINT,
  shared SMALLINT NOT NULL DEFAULT 0,
  name TEXT,
  search TEXT NOT NULL,
  account_key BIGINT REFERENCES accounts,
  account_via SMALLINT NOT NULL DEFAULT 0,
  account_at BIGINT NOT NULL DEFAULT 0,
  listed_at BIGINT,
  internal SMALLINT NOT NULL DEFAULT 0,
  UNIQUE (workspace_id, kind, subject)
);
CREATE INDEX profiles_id ON profiles (workspace_id, profile_id) WHERE kind = 2;
-- The last two let lists of some people pass over the others without looking at them.
CREATE INDEX profiles_listed ON profiles (workspace_id, listed_at, profile_key, kind, internal) WHERE listed_at IS NOT NULL;
CREATE INDEX profiles_account ON profiles (account_key, listed_at, profile_key, kind, internal) WHERE account_key IS NOT NULL;
${profile_search_index}

-- That an id belongs to a person, from a time on: the first time in each minute, so that their number stays small whatever a page repeats.
CREATE TABLE profile_claims (
  profile_key BIGINT NOT NULL REFERENCES profiles,
  person_key BIGINT NOT NULL REFERENCES profiles,
  evidence SMALLINT NOT NULL,
  minute BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  source SMALLINT NOT NULL,
  PRIMARY KEY (profile_key, person_key, evidence, minute)
)${clustered};
CREATE INDEX profile_claims_person ON profile_claims (person_key);

-- One row for each id and person that claims connect. Undoing it takes the claims out of force, also those to come.
CREATE TABLE profile_merges (
  merge_id ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  from_key BIGINT NOT NULL REFERENCES profiles,
  into_key BIGINT NOT NULL REFERENCES profiles,
  request_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  undone_at BIGINT,
  undone_by TEXT,
  UNIQUE (from_key, into_key)
);
CREATE INDEX profile_merges_workspace ON profile_merges (workspace_id, merge_id);
CREATE INDEX profile_merges_into ON profile_merges (into_key);

-- What a person has of a row of profiles: mostly all of it. Counts what shows on lists; marked counts what does not.
CREATE TABLE profile_parts (
  part_key ${id},
  profile_key BIGINT NOT NULL REFERENCES profiles,
  person_key BIGINT NOT NULL REFERENCES profiles,
  identifies BIGINT NOT NULL,
  page_views BIGINT NOT NULL,
  events BIGINT NOT NULL,
  form_submissions BIGINT NOT NULL,
  metrics BIGINT NOT NULL,
  marked BIGINT NOT NULL,
  focus_millis BIGINT NOT NULL,
  first_seen_at BIGINT,
  last_seen_at BIGINT,
  UNIQUE (profile_key, person_key)
);
CREATE INDEX profile_parts_person ON profile_parts (person_key);

-- Current traits; a deleted one is a row with the value null.
CREATE TABLE profile_traits (
  part_key BIGINT NOT NULL REFERENCES profile_parts,
  name TEXT NOT NULL,
  spelling TEXT NOT NULL,
  value TEXT NOT NULL,
  source SMALLINT NOT NULL,
  effective_at BIGINT NOT NULL,
  PRIMARY KEY (part_key, name)
)${clustered};

-- Companies that identifies named in $account, with the latest time each.
CREATE TABLE profile_accounts (
  part_key BIGINT NOT NULL REFERENCES profile_parts,
  account_key BIGINT NOT NULL REFERENCES accounts,
  stated_at BIGINT NOT NULL,
  PRIMARY KEY (part_key, account_key)
)${clustered};

-- Where somebody was, and what was known about the address when it was first seen; account_key only when it was good enough.
CREATE TABLE profile_addresses (
  profile_key BIGINT NOT NULL REFERENCES profiles,
  address TEXT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  account_key BIGINT REFERENCES accounts,
  confidence TEXT,
  reason TEXT,
  organization TEXT,
  country TEXT,
  region TEXT,
  city TEXT,
  PRIMARY KEY (profile_key, address)
)${clustered};

-- Sessions as browsers name them; session_key orders those that began together.
CREATE TABLE sessions (
  session_key BIGINT NOT NULL,
  profile_key BIGINT NOT NULL REFERENCES profiles,
  session_id TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  page_views BIGINT NOT NULL,
  events BIGINT NOT NULL,
  focus_millis BIGINT NOT NULL,
  PRIMARY KEY (profile_key, session_id)
)${clustered};
CREATE INDEX sessions_started ON sessions (profile_key, started_at, session_key);

-- Everything sent about people. hash is the dedupe key inside one row of profiles, null for an entry that has none. focus_millis and ended_at are of page views only, and grow with each copy.
CREATE TABLE profile_entries (
  entry_key ${id},
  profile_key BIGINT NOT NULL,
  hash BIGINT,
  effective_at BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  name_key BIGINT NOT NULL,
  source SMALLINT NOT NULL,
  marks INTEGER NOT NULL,
  received_at BIGINT NOT NULL,
  sent_at BIGINT,
  message_id TEXT,
  session_id TEXT,
  focus_millis BIGINT NOT NULL,
  ended_at BIGINT,
  body TEXT NOT NULL,
  others TEXT
);
CREATE UNIQUE INDEX profile_entries_dedupe ON profile_entries (profile_key, hash) WHERE hash IS NOT NULL;
CREATE INDEX profile_entries_timeline ON profile_entries (profile_key, effective_at, kind);

-- The newest activity of the people of an account; moves the account up the list like its own.
ALTER TABLE accounts ADD COLUMN visitors_seen_at BIGINT;
ALTER TABLE accounts ADD COLUMN excluded SMALLINT NOT NULL DEFAULT 0;

-- Our own people (kind email or mail_domain) and companies nobody wants to see (kind account).
CREATE TABLE exclusions (
  exclusion_id ${id},
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  UNIQUE (workspace_id, kind, value)
);

ALTER TABLE entry_fates ADD COLUMN profile_key BIGINT;
CREATE INDEX entry_fates_profile ON entry_fates (profile_key) WHERE profile_key IS NOT NULL;

INSERT INTO counters (name, value) VALUES
  ('profile_key', 0), ('part_key', 0), ('profile_entry_key', 0), ('session_key', 0), ('profile_merge_id', 0), ('exclusion_id', 0);
