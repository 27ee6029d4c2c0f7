-- Run once, when a node's data directory is made: from its next start on the node takes writes from nobody until
-- mysql-cluster.sh opens it. As a server option it would stop the image's own first steps.
SET PERSIST super_read_only = ON;
