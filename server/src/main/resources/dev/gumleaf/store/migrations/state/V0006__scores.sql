-- Scores of accounts: what each day counts, and what follows from all days. A day is one of UTC, counted since 1970. Times are milliseconds since 1970, UTC.

-- The rules of a workspace's score, all versions; the newest is in force, and without one the standard. half_life (in milliseconds) and scale are in the rules as well, and here for queries.
CREATE TABLE score_models (
  workspace_id BIGINT NOT NULL REFERENCES workspaces,
  version INTEGER NOT NULL,
  rules TEXT NOT NULL,
  half_life BIGINT NOT NULL,
  scale DOUBLE PRECISION NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (workspace_id, version)
)${clustered};

-- Points of one person on one day, of what was sent under one row of profiles; both keys are 0 for what a company did by itself. account_key is the row of accounts that the person is part of, whatever it is shown under.
CREATE TABLE score_days (
  account_key BIGINT NOT NULL,
  day INTEGER NOT NULL,
  person_key BIGINT NOT NULL,
  profile_key BIGINT NOT NULL,
  group_name TEXT NOT NULL,
  points DOUBLE PRECISION NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account_key, day, person_key, profile_key, group_name)
)${clustered};
CREATE INDEX score_days_profile ON score_days (profile_key, day) WHERE profile_key <> 0;
CREATE INDEX score_days_person ON score_days (person_key) WHERE person_key <> 0;

-- What a day counts for an account with everything shown under it.
CREATE TABLE score_totals (
  account_key BIGINT NOT NULL,
  day INTEGER NOT NULL,
  points DOUBLE PRECISION NOT NULL,
  at BIGINT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (account_key, day)
)${clustered};

-- What follows from all days, as of at: the sums under six half-lives, those of the trend, and the label at the end of the day before the newest. score_rank is ln(sum) + at·ln(2)/half-life under the half-life in force: it does not change with time.
CREATE TABLE account_scores (
  account_key ${id},
  workspace_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  at BIGINT NOT NULL,
  half_day DOUBLE PRECISION NOT NULL,
  one_day DOUBLE PRECISION NOT NULL,
  two_days DOUBLE PRECISION NOT NULL,
  seven_days DOUBLE PRECISION NOT NULL,
  fourteen_days DOUBLE PRECISION NOT NULL,
  thirty_days DOUBLE PRECISION NOT NULL,
  trend_fast DOUBLE PRECISION NOT NULL,
  trend_slow DOUBLE PRECISION NOT NULL,
  trend_squares DOUBLE PRECISION NOT NULL,
  active_days INTEGER NOT NULL,
  first_at BIGINT NOT NULL,
  newest_day INTEGER NOT NULL,
  settled SMALLINT NOT NULL,
  trend SMALLINT NOT NULL,
  score_rank DOUBLE PRECISION NOT NULL
);
CREATE INDEX account_scores_ranked ON account_scores (workspace_id, score_rank, account_key);
CREATE INDEX account_scores_trend ON account_scores (workspace_id, trend, score_rank, account_key);

-- Days to be worked out again, because something changed beside the journal: of a row of profiles, or, where profile_key is 0, of an account.
CREATE TABLE score_stale (
  profile_key BIGINT NOT NULL,
  account_key BIGINT NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY (profile_key, account_key, day)
)${clustered};

-- Workspaces whose history is worked out again by new rules, and how far that has come.
CREATE TABLE score_runs (
  workspace_id BIGINT PRIMARY KEY REFERENCES workspaces,
  version INTEGER NOT NULL,
  stage SMALLINT NOT NULL,
  last_key BIGINT NOT NULL,
  started_at BIGINT NOT NULL
);

INSERT INTO counters (name, value) VALUES ('score_trend_day', 0), ('score_bands_at', 0);
