-- One row per group commit: all requests of one sync framed in one blob, because a row per request costs a third of the rate.
CREATE TABLE journal (
  first_sequence ${id},
  last_sequence BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  frames ${bytes} NOT NULL
);
