using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>A hash of the rows of each table, so that a restored database can be compared with the one it was taken from.</summary>
public static class RowHashes
{
    /// <param name="database">Path of a SQLite file; it is only read.</param>
    /// <returns>By the table's name.</returns>
    public static IReadOnlyDictionary<string, TableHash> Of(string database)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var reading = connection.BeginTransaction(deferred: true);
        var hashes = new SortedDictionary<string, TableHash>(StringComparer.Ordinal);
        foreach (var table in Tables(connection)) hashes[table] = Hash(connection, table);
        return hashes;
    }

    /// <summary>How many rows each of the portal's tables has.</summary>
    internal static IReadOnlyDictionary<string, long> CountsOf(SqliteConnection connection) =>
        Tables(connection).Where(table => !table.StartsWith("__EF", StringComparison.Ordinal)).ToDictionary(table => table, table => Count(connection, table), StringComparer.Ordinal);

    private static long Count(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
        return (long)command.ExecuteScalar()!;
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }

    private static TableHash Hash(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\" ORDER BY rowid";
        using var rows = command.ExecuteReader();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        for (; rows.Read(); count++)
            for (var column = 0; column < rows.FieldCount; column++) Append(sha, rows.GetValue(column));
        return new TableHash(count, Convert.ToHexStringLower(sha.GetHashAndReset()));
    }

    /// <summary>The kind of the value, its length and its bytes, so that no two rows have the same text.</summary>
    private static void Append(IncrementalHash sha, object value)
    {
        var (kind, bytes) = value switch
        {
            long number => ('i', BitConverter.GetBytes(number)),
            double number => ('r', BitConverter.GetBytes(number)),
            string text => ('t', Encoding.UTF8.GetBytes(text)),
            byte[] blob => ('b', blob),
            _ => ('n', []),
        };
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        sha.AppendData(head);
        sha.AppendData(bytes);
    }
}
