namespace MemberGrains.Servers.MariaDb;

/// <summary>The configuration of a node that shares a small machine with many others, yet keeps every promise on durability.</summary>
internal static class MariaDbConfiguration
{
    public static string Text(MariaDbOptions options, string data, string scratch, string socket, string log, int port, IReadOnlyDictionary<string, string> role)
    {
        var settings = new Dictionary<string, string>
        {
            ["datadir"] = data,
            ["tmpdir"] = scratch,
            ["port"] = $"{port}",
            ["bind_address"] = "127.0.0.1",
            ["socket"] = socket,
            ["pid_file"] = Path.Combine(data, "pid"),
            ["log_error"] = log,
            ["skip_name_resolve"] = "ON",
            ["character_set_server"] = "utf8mb4",
            ["collation_server"] = "utf8mb4_bin",
            ["max_connections"] = "300",
            ["back_log"] = "150",
            // A state and a history table for each of a cluster's 512 slots and some of its neighbours', and those that are not per slot.
            ["table_open_cache"] = "2400",
            ["table_definition_cache"] = "2400",
            ["open_files_limit"] = "8192",
            // Memory: eight nodes on one machine.
            ["performance_schema"] = "OFF",
            ["innodb_buffer_pool_size"] = "64M",
            ["innodb_buffer_pool_chunk_size"] = "16M",
            ["innodb_log_file_size"] = "64M",
            ["innodb_log_buffer_size"] = "4M",
            ["innodb_buffer_pool_dump_at_shutdown"] = "OFF",
            ["innodb_buffer_pool_load_at_startup"] = "OFF",
            ["key_buffer_size"] = "1M",
            ["aria_pagecache_buffer_size"] = "8M",
            ["tmp_table_size"] = "4M",
            ["max_heap_table_size"] = "4M",
            ["query_cache_type"] = "OFF",
            ["query_cache_size"] = "0",
            // What is acknowledged is on the disk, in the table and in the log that replicas read.
            ["innodb_flush_log_at_trx_commit"] = "1",
            ["sync_binlog"] = "1",
            ["log_bin"] = "binlog",
            ["binlog_format"] = "ROW",
            ["expire_logs_days"] = "1",
            ["log_slave_updates"] = "ON",
            ["relay_log"] = "relay",
            ["relay_log_recovery"] = "ON",
            ["server_id"] = $"{options.ServerId}",
            ["gtid_domain_id"] = $"{options.GtidDomain}",
            ["gtid_strict_mode"] = "ON",
            ["slave_parallel_threads"] = "4",
            ["slave_parallel_mode"] = "optimistic",
            ["slave_net_timeout"] = "10",
        };
        if (options.Tls is { } tls)
        {
            (settings["ssl_cert"], settings["ssl_key"]) = (tls.CertificateFile, tls.KeyFile);
            settings["require_secure_transport"] = "ON";
        }

        foreach (var (name, value) in role.Concat(options.Settings)) settings[name] = value;
        // mariadbd refuses to run as root unless it is told by name.
        if (Environment.UserName == "root") settings["user"] = "root";
        return $"[mariadbd]\n{string.Join('\n', settings.Select(setting => $"{setting.Key}={setting.Value}"))}\n";
    }
}
