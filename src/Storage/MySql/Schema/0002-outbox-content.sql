-- An outbox row holds the content of its history row too: the relay reads one table, not one for each slot that has news.
-- Null in rows from before, and in what a silo that does not know these columns still writes.

ALTER TABLE outbox
  ADD COLUMN at BIGINT NULL,
  ADD COLUMN operation VARBINARY(64) NULL,
  ADD COLUMN payload MEDIUMBLOB NULL;

ALTER TABLE center_backlog
  ADD COLUMN at BIGINT NULL,
  ADD COLUMN operation VARBINARY(64) NULL,
  ADD COLUMN payload MEDIUMBLOB NULL;
