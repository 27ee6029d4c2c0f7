-- The record of one physical cluster. Keys are binary: equality and order are ordinal. Times are milliseconds since the Unix epoch.
-- A statement that names {slot} is run once for each slot of the cluster.

CREATE TABLE IF NOT EXISTS member_identity_{slot} (
  row_key VARBINARY(255) NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  version BIGINT NOT NULL,
  since BIGINT NULL COMMENT 'when it was prepared, while it is',
  state MEDIUMBLOB NULL,
  pending MEDIUMBLOB NULL
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS member_history_{slot} (
  row_key VARBINARY(255) NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  operation VARBINARY(64) NOT NULL,
  decision VARBINARY(64) NULL COMMENT 'the operation, in the row that decided it',
  payload MEDIUMBLOB NOT NULL,
  PRIMARY KEY (row_key, version),
  UNIQUE KEY decision (decision)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS outbox (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slot SMALLINT NOT NULL,
  row_key VARBINARY(255) NOT NULL,
  version BIGINT NOT NULL,
  since BIGINT NOT NULL,
  KEY since (since)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS center_out (
  center VARBINARY(64) NOT NULL PRIMARY KEY,
  since BIGINT NOT NULL,
  held SMALLINT NOT NULL
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS center_backlog (
  center VARBINARY(64) NOT NULL,
  id BIGINT NOT NULL,
  slot SMALLINT NOT NULL,
  row_key VARBINARY(255) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (center, id)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS recorded_answer (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  digest BINARY(32) NOT NULL COMMENT 'SHA-256 of slot, scope, caller and key',
  slot SMALLINT NOT NULL,
  scope VARBINARY(255) NOT NULL,
  caller VARBINARY(255) NOT NULL,
  idempotency_key VARBINARY(255) NOT NULL,
  at BIGINT NOT NULL,
  fingerprint VARBINARY(255) NOT NULL,
  outcome SMALLINT NOT NULL,
  body MEDIUMBLOB NOT NULL,
  versions MEDIUMBLOB NOT NULL,
  UNIQUE KEY digest (digest)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS unfinished_row (
  row_key VARBINARY(255) NOT NULL,
  decided SMALLINT NOT NULL,
  operation VARBINARY(64) NOT NULL,
  type SMALLINT NOT NULL,
  since BIGINT NOT NULL,
  at BIGINT NOT NULL,
  coordinator VARBINARY(255) NOT NULL,
  participants MEDIUMBLOB NOT NULL,
  PRIMARY KEY (row_key, decided, operation)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS slot_epoch (
  slot SMALLINT NOT NULL PRIMARY KEY,
  epoch BIGINT NOT NULL
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

INSERT INTO slot_epoch (slot, epoch) VALUES ({slotNumber}, 1) ON DUPLICATE KEY UPDATE epoch = epoch;

CREATE TABLE IF NOT EXISTS job_fence (
  job VARBINARY(255) NOT NULL PRIMARY KEY,
  owner VARBINARY(255) NOT NULL,
  token BIGINT NOT NULL,
  until BIGINT NOT NULL
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE IF NOT EXISTS heartbeat (
  id SMALLINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

INSERT INTO heartbeat (id, at) VALUES (1, 0) ON DUPLICATE KEY UPDATE at = at;
