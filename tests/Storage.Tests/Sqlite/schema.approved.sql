CREATE TABLE center_backlog (
  center TEXT NOT NULL, id INTEGER NOT NULL, slot INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY (center, id)) WITHOUT ROWID;
CREATE TABLE center_out (center TEXT PRIMARY KEY, since INTEGER NOT NULL, held INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE identity_history (
  slot INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
  operation TEXT NOT NULL, payload BLOB NOT NULL, decides INTEGER,
  UNIQUE (slot, key, version));
CREATE TABLE job_fence (job TEXT PRIMARY KEY, owner TEXT NOT NULL, token INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE member_identity (
  slot INTEGER NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL, version INTEGER NOT NULL,
  state BLOB, pending BLOB,
  UNIQUE (slot, key));
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX operation_decision ON identity_history (slot, operation) WHERE decides = 1;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, slot INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
  since INTEGER NOT NULL);
CREATE TABLE recorded_answer (
  slot INTEGER NOT NULL, scope TEXT NOT NULL, caller TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
  fingerprint BLOB NOT NULL, outcome INTEGER NOT NULL, body BLOB NOT NULL, versions BLOB NOT NULL,
  UNIQUE (slot, scope, caller, key));
CREATE TABLE slot_epoch (slot INTEGER PRIMARY KEY, epoch INTEGER NOT NULL);
CREATE TABLE unfinished_row (
  slot INTEGER NOT NULL, key TEXT NOT NULL, operation TEXT NOT NULL, decided INTEGER NOT NULL, type INTEGER NOT NULL,
  since INTEGER NOT NULL, at INTEGER NOT NULL, coordinator TEXT NOT NULL, participants BLOB NOT NULL,
  PRIMARY KEY (slot, key, operation)) WITHOUT ROWID;
