-- What Microsoft Orleans keeps in MySQL: membership, the state of grains, reminders. For MySQL 8 and MariaDB 10.11.
--
-- The AdoNet providers ask the table OrleansQuery for the text of each of their queries, by key, and send it with their
-- parameters. So this file is both schema and queries, written for this project to that contract. It may be applied again
-- at any time (mysql DATABASE < orleans-clustering.sql): tables that are there stay, queries are replaced.
--
-- How the queries are written, and why:
--   * Keys compare by their bytes (utf8mb4_bin): grain keys are case-sensitive.
--   * A change that depends on a version is one statement, or statements whose first locks the row of that version.
--   * No user variables, since @ names the providers' parameters; what a statement did is handed on by ROW_COUNT(). It is
--     asked of statements that change every row they match, because a driver decides whether ROW_COUNT() means rows
--     matched or rows changed.
--   * Times are UTC, to the microsecond.

CREATE TABLE IF NOT EXISTS OrleansQuery
(
    QueryKey  VARCHAR(64)   NOT NULL,
    QueryText VARCHAR(4000) NOT NULL,
    PRIMARY KEY (QueryKey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------------------------------------------------------------
-- Membership. The version row of a cluster is the lock of all who change its members.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable
(
    DeploymentId VARCHAR(150) NOT NULL,
    Timestamp    DATETIME(6)  NOT NULL,
    Version      INT          NOT NULL,
    PRIMARY KEY (DeploymentId)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS OrleansMembershipTable
(
    DeploymentId VARCHAR(150)  NOT NULL,
    Address      VARCHAR(45)   NOT NULL,
    Port         INT           NOT NULL,
    Generation   INT           NOT NULL,
    SiloName     VARCHAR(150)  NOT NULL,
    HostName     VARCHAR(255)  NOT NULL,
    Status       INT           NOT NULL,
    ProxyPort    INT           NULL,
    SuspectTimes VARCHAR(8000) NULL,
    StartTime    DATETIME(6)   NOT NULL,
    IAmAliveTime DATETIME(6)   NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Every silo of a new cluster tries this at its start; all but the first find the row. Answers whether it was made.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('InsertMembershipVersionKey', '
INSERT IGNORE INTO OrleansMembershipVersionTable (DeploymentId, Timestamp, Version)
VALUES (@DeploymentId, UTC_TIMESTAMP(6), 0);
SELECT ROW_COUNT();
');

-- Adds a silo if the table has the version given and does not have the silo; answers whether it did. The version row is
-- locked first, so of two silos that join at once the second finds another version.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('InsertMembershipKey', '
START TRANSACTION;
INSERT INTO OrleansMembershipTable
    (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
SELECT cluster.DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
FROM OrleansMembershipVersionTable AS cluster
WHERE cluster.DeploymentId = @DeploymentId
  AND cluster.Version = @Version
  AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable AS silo
                  WHERE silo.DeploymentId = @DeploymentId AND silo.Address = @Address AND silo.Port = @Port AND silo.Generation = @Generation)
FOR UPDATE;
UPDATE OrleansMembershipVersionTable
SET Version = Version + 1, Timestamp = UTC_TIMESTAMP(6)
WHERE DeploymentId = @DeploymentId AND Version = @Version AND ROW_COUNT() > 0;
SELECT ROW_COUNT() > 0;
COMMIT;
');

-- Changes a silo and the version together, in one statement; answers whether it did.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('UpdateMembershipKey', '
UPDATE OrleansMembershipVersionTable AS cluster
    JOIN OrleansMembershipTable AS silo ON silo.DeploymentId = cluster.DeploymentId
SET cluster.Version = cluster.Version + 1, cluster.Timestamp = UTC_TIMESTAMP(6),
    silo.Status = @Status, silo.SuspectTimes = @SuspectTimes, silo.IAmAliveTime = @IAmAliveTime
WHERE cluster.DeploymentId = @DeploymentId AND cluster.Version = @Version
  AND silo.Address = @Address AND silo.Port = @Port AND silo.Generation = @Generation;
SELECT ROW_COUNT() > 0;
');

-- A sign of life concerns nobody else: it has no part in the version.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('UpdateIAmAlivetimeKey', '
UPDATE OrleansMembershipTable
SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
');

-- One row in any case: the version must be told also when the silo is not there.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('MembershipReadRowKey', '
SELECT cluster.DeploymentId, silo.Address, silo.Port, silo.Generation, silo.SiloName, silo.HostName, silo.Status,
       silo.ProxyPort, silo.SuspectTimes, silo.StartTime, silo.IAmAliveTime, cluster.Version
FROM OrleansMembershipVersionTable AS cluster
    LEFT JOIN OrleansMembershipTable AS silo
        ON silo.DeploymentId = cluster.DeploymentId
       AND silo.Address = @Address AND silo.Port = @Port AND silo.Generation = @Generation
WHERE cluster.DeploymentId = @DeploymentId;
');

-- At least one row, for the same reason.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('MembershipReadAllKey', '
SELECT cluster.DeploymentId, silo.Address, silo.Port, silo.Generation, silo.SiloName, silo.HostName, silo.Status,
       silo.ProxyPort, silo.SuspectTimes, silo.StartTime, silo.IAmAliveTime, cluster.Version
FROM OrleansMembershipVersionTable AS cluster
    LEFT JOIN OrleansMembershipTable AS silo ON silo.DeploymentId = cluster.DeploymentId
WHERE cluster.DeploymentId = @DeploymentId;
');

-- What clients connect to. A silo without a gateway has no proxy port, or 0.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('GatewaysQueryKey', '
SELECT Address, ProxyPort, Generation
FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
');

-- Silos that are not active (3) and have long given no sign of life: dead ones, and those that died while they joined
-- or left, whom nobody declares dead.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('CleanupDefunctSiloEntriesKey', '
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3;
');

-- Forgets a cluster.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteMembershipTableEntriesKey', '
START TRANSACTION;
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;
DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
COMMIT;
');

-- ---------------------------------------------------------------------------------------------------------------------
-- State of grains. The whole key is the primary key: hashes, which the provider also sends, are not needed to find a row,
-- and two activations that write a first state at once can not make two of them. The version is the state's ETag.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS OrleansStorage
(
    ServiceId              VARCHAR(150) NOT NULL,
    GrainTypeString        VARCHAR(255) NOT NULL,
    GrainIdN0              BIGINT       NOT NULL,
    GrainIdN1              BIGINT       NOT NULL,
    GrainIdExtensionString VARCHAR(350) NOT NULL,
    Version                INT          NOT NULL,
    ModifiedOn             DATETIME(6)  NOT NULL,
    PayloadBinary          LONGBLOB     NULL,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadFromStorageKey', '
SELECT PayloadBinary, UTC_TIMESTAMP(6) AS ReadOn, Version
FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '''');
');

-- Without a version it is a first write: the row is made with version 0, and written like any other. Answers the new
-- version; nothing if the version given is not the row's, or if a first write finds a row.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('WriteToStorageKey', '
START TRANSACTION;
INSERT INTO OrleansStorage
    (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, Version, ModifiedOn, PayloadBinary)
SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, COALESCE(@GrainIdExtensionString, ''''), 0, UTC_TIMESTAMP(6), NULL
FROM DUAL
WHERE @GrainStateVersion IS NULL
  AND NOT EXISTS (SELECT 1 FROM OrleansStorage AS state
                  WHERE state.ServiceId = @ServiceId AND state.GrainTypeString = @GrainTypeString
                    AND state.GrainIdN0 = @GrainIdN0 AND state.GrainIdN1 = @GrainIdN1
                    AND state.GrainIdExtensionString = COALESCE(@GrainIdExtensionString, ''''));
UPDATE OrleansStorage
SET Version = Version + 1, ModifiedOn = UTC_TIMESTAMP(6), PayloadBinary = @PayloadBinary
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '''')
  AND (Version = @GrainStateVersion OR (@GrainStateVersion IS NULL AND ROW_COUNT() > 0));
SELECT CAST(IF(ROW_COUNT() > 0, COALESCE(@GrainStateVersion, 0) + 1, NULL) AS SIGNED) AS NewGrainStateVersion;
COMMIT;
');

-- Leaves an empty state, so that its version goes on counting. Answers the new version, or nothing.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('ClearStorageKey', '
UPDATE OrleansStorage
SET Version = Version + 1, ModifiedOn = UTC_TIMESTAMP(6), PayloadBinary = NULL
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '''')
  AND Version = @GrainStateVersion;
SELECT CAST(IF(ROW_COUNT() > 0, @GrainStateVersion + 1, NULL) AS SIGNED) AS NewGrainStateVersion;
');

-- The same, and leaves nothing.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteStorageKey', '
DELETE FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '''')
  AND Version = @GrainStateVersion;
SELECT CAST(IF(ROW_COUNT() > 0, @GrainStateVersion + 1, NULL) AS SIGNED) AS NewGrainStateVersion;
');

-- ---------------------------------------------------------------------------------------------------------------------
-- Reminders. Silos share them by ranges of the grain's hash, a 32-bit ring that the provider sends as a signed number.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS OrleansRemindersTable
(
    ServiceId    VARCHAR(150) NOT NULL,
    GrainId      VARCHAR(400) NOT NULL,
    ReminderName VARCHAR(200) NOT NULL,
    StartTime    DATETIME(6)  NOT NULL,
    Period       BIGINT       NOT NULL,
    GrainHash    INT          NOT NULL,
    Version      INT          NOT NULL,
    PRIMARY KEY (ServiceId, GrainId, ReminderName),
    INDEX ByHash (ServiceId, GrainHash)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Answers the version, which is the reminder's ETag; read under the lock of the write, so that it is this write's.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('UpsertReminderRowKey', '
START TRANSACTION;
INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 1)
ON DUPLICATE KEY UPDATE StartTime = @StartTime, Period = @Period, GrainHash = @GrainHash, Version = Version + 1;
SELECT Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;
COMMIT;
');

REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadReminderRowsKey', '
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId;
');

REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadReminderRowKey', '
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;
');

-- A range of the ring: after its beginning, up to and with its end.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadRangeRows1Key', '
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;
');

-- A range that runs over the ring's seam, or all of it when both ends are the same.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadRangeRows2Key', '
SELECT GrainId, ReminderName, StartTime, Period, Version
FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);
');

-- Answers whether the reminder was there in that version.
REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteReminderRowKey', '
DELETE FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version;
SELECT ROW_COUNT() > 0;
');

REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteReminderRowsKey', '
DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;
');
