-- Who is in which audience since when, and who entered and left one. Times are milliseconds since 1970, UTC. subject_kind is 1 for accounts and 2 for profiles.

-- part 0 is the audience. Each further part is a condition on the companies of people, followed by itself, so that only those of a company whose answer changed are looked at again.
-- since is null for who is not in it. look_at is a time before which the answer cannot change by the passing of time alone; null for never.
CREATE TABLE memberships (
  audience_id BIGINT NOT NULL REFERENCES audiences,
  part SMALLINT NOT NULL,
  subject_kind SMALLINT NOT NULL,
  subject_key BIGINT NOT NULL,
  since BIGINT,
  look_at BIGINT,
  PRIMARY KEY (audience_id, part, subject_key)
)${clustered};
CREATE INDEX memberships_subject ON memberships (subject_kind, subject_key);
CREATE INDEX memberships_due ON memberships (look_at) WHERE look_at IS NOT NULL;

CREATE TABLE membership_changes (
  change_id ${id},
  audience_id BIGINT NOT NULL REFERENCES audiences,
  subject_kind SMALLINT NOT NULL,
  subject_key BIGINT NOT NULL,
  at BIGINT NOT NULL,
  entered SMALLINT NOT NULL,
  why SMALLINT NOT NULL
);
CREATE INDEX membership_changes_audience ON membership_changes (audience_id, change_id);
CREATE INDEX membership_changes_subject ON membership_changes (subject_kind, subject_key, change_id);

-- Of whom something changed beside new entries, or more than one slice should look at; each is looked at by all audiences.
CREATE TABLE membership_touched (
  subject_kind SMALLINT NOT NULL,
  subject_key BIGINT NOT NULL,
  why SMALLINT NOT NULL,
  PRIMARY KEY (subject_kind, subject_key)
)${clustered};

-- How far everybody was looked at since an audience's filter last changed, which its fingerprint tells; version is the one that was last compared. stage 1 is the companies of people, 2 the audience itself, 3 done.
CREATE TABLE audience_fills (
  audience_id BIGINT PRIMARY KEY REFERENCES audiences,
  version BIGINT NOT NULL,
  fingerprint BIGINT NOT NULL,
  stage SMALLINT NOT NULL,
  last_key BIGINT NOT NULL
)${clustered};

INSERT INTO counters (name, value) VALUES ('membership_change_id', 0);
