-- How well companies fit what a workspace looks for. Times are milliseconds since 1970, UTC.

-- All models that a workspace ever had.
CREATE TABLE fit_models (
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  version INTEGER NOT NULL,
  rules TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (workspace_id, version)
)${clustered};

-- The newest model, the one in force (0 for none), and how far a walk over all accounts has come: stage 0 rests, 1 counts numbers by the newest model, 2 writes by it, 3 grades anew. position is the last account of the walk, walked and walk_accounts say how many of how many. graded is how many accounts the quartiles are of, and graded_at when they were taken.
CREATE TABLE fit_states (
  workspace_id BIGINT PRIMARY KEY REFERENCES workspaces,
  newest INTEGER NOT NULL,
  version INTEGER NOT NULL,
  stage SMALLINT NOT NULL,
  position BIGINT NOT NULL,
  walked BIGINT NOT NULL,
  walk_accounts BIGINT NOT NULL,
  graded BIGINT NOT NULL,
  graded_at BIGINT NOT NULL
);

-- How many accounts had which number when the quartiles of a version were taken. Grades follow from these alone, so that they stay while nothing of the account changes.
CREATE TABLE fit_numbers (
  workspace_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  number SMALLINT NOT NULL,
  accounts BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, version, number)
)${clustered};

-- The fit of each account that is shown and of which something is known. grade is the place of the letter: 0 for A.
CREATE TABLE account_fits (
  account_key BIGINT PRIMARY KEY REFERENCES accounts,
  workspace_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  number SMALLINT NOT NULL,
  grade SMALLINT NOT NULL
);
CREATE INDEX account_fits_number ON account_fits (workspace_id, number);

-- Accounts whose facts changed outside the pipeline, to be looked at again.
CREATE TABLE fit_pending (
  account_key BIGINT PRIMARY KEY REFERENCES accounts
);

-- What was imported about a domain, whether or not there is an account of it yet. value is JSON.
CREATE TABLE firmographics (
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  domain TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  source TEXT NOT NULL,
  imported_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, domain, name)
)${clustered};
