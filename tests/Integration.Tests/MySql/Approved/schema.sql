CREATE TABLE `center_backlog` (
  `center` varbinary(64) NOT NULL,
  `id` bigint(20) NOT NULL,
  `slot` smallint(6) NOT NULL,
  `row_key` varbinary(255) NOT NULL,
  `version` bigint(20) NOT NULL,
  `at` bigint(20) DEFAULT NULL,
  `operation` varbinary(64) DEFAULT NULL,
  `payload` mediumblob DEFAULT NULL,
  PRIMARY KEY (`center`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

CREATE TABLE `center_out` (
  `center` varbinary(64) NOT NULL,
  `since` bigint(20) NOT NULL,
  `held` smallint(6) NOT NULL,
  PRIMARY KEY (`center`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

CREATE TABLE `heartbeat` (
  `id` smallint(6) NOT NULL,
  `at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

CREATE TABLE `job_fence` (
  `job` varbinary(255) NOT NULL,
  `owner` varbinary(255) NOT NULL,
  `token` bigint(20) NOT NULL,
  `until` bigint(20) NOT NULL,
  PRIMARY KEY (`job`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

CREATE TABLE `member_history_NNNN` (
  `row_key` varbinary(255) NOT NULL,
  `version` bigint(20) NOT NULL,
  `at` bigint(20) NOT NULL,
  `operation` varbinary(64) NOT NULL,
  `decision` varbinary(64) DEFAULT NULL COMMENT 'the operation, in the row that decided it',
  `payload` mediumblob NOT NULL,
  PRIMARY KEY (`row_key`,`version`),
  UNIQUE KEY `decision` (`decision`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- 512 of them

CREATE TABLE `member_identity_NNNN` (
  `row_key` varbinary(255) NOT NULL,
  `revision` bigint(20) NOT NULL,
  `version` bigint(20) NOT NULL,
  `since` bigint(20) DEFAULT NULL COMMENT 'when it was prepared, while it is',
  `state` mediumblob DEFAULT NULL,
  `pending` mediumblob DEFAULT NULL,
  PRIMARY KEY (`row_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- 512 of them

CREATE TABLE `outbox` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `slot` smallint(6) NOT NULL,
  `row_key` varbinary(255) NOT NULL,
  `version` bigint(20) NOT NULL,
  `since` bigint(20) NOT NULL,
  `at` bigint(20) DEFAULT NULL,
  `operation` varbinary(64) DEFAULT NULL,
  `payload` mediumblob DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `since` (`since`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

CREATE TABLE `record_meta` (
  `name` varbinary(64) NOT NULL,
  `value` varbinary(255) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- one

CREATE TABLE `recorded_answer` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `digest` binary(32) NOT NULL COMMENT 'SHA-256 of slot, scope, caller and key',
  `slot` smallint(6) NOT NULL,
  `scope` varbinary(255) NOT NULL,
  `caller` varbinary(255) NOT NULL,
  `idempotency_key` varbinary(255) NOT NULL,
  `at` bigint(20) NOT NULL,
  `fingerprint` varbinary(255) NOT NULL,
  `outcome` smallint(6) NOT NULL,
  `body` mediumblob NOT NULL,
  `versions` mediumblob NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `digest` (`digest`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

CREATE TABLE `schema_version` (
  `version` int(11) NOT NULL,
  `script` varbinary(255) NOT NULL,
  `at` bigint(20) NOT NULL,
  PRIMARY KEY (`version`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- one

CREATE TABLE `slot_epoch` (
  `slot` smallint(6) NOT NULL,
  `epoch` bigint(20) NOT NULL,
  PRIMARY KEY (`slot`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

CREATE TABLE `unfinished_row` (
  `row_key` varbinary(255) NOT NULL,
  `decided` smallint(6) NOT NULL,
  `operation` varbinary(64) NOT NULL,
  `type` smallint(6) NOT NULL,
  `since` bigint(20) NOT NULL,
  `at` bigint(20) NOT NULL,
  `coordinator` varbinary(255) NOT NULL,
  `participants` mediumblob NOT NULL,
  PRIMARY KEY (`row_key`,`decided`,`operation`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;
-- one

