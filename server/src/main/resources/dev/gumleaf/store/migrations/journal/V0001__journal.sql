-- One row per group commit: all requests of one sync framed in one blob, so that a group is whole or not there.
CREATE TABLE journal (
  first_sequence ${id},
  last_sequence BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  frames ${bytes} NOT NULL
);

-- The last sequence given out. Outlives trimmed rows, so that no sequence is used twice; on PostgreSQL its lock makes several writers commit in the order of their sequences. probed_at is when writing was last tried after a failure.
CREATE TABLE journal_head (
  last_sequence BIGINT NOT NULL,
  probed_at BIGINT NOT NULL
);
INSERT INTO journal_head (last_sequence, probed_at) VALUES (0, 0);
