using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace StudyPortal.Testing;

/// <summary>What the database file itself has, read past the portal's code.</summary>
public static class StoredAnswers
{
    /// <summary>Key, place, version and score of every change; a rating stored twice is there twice.</summary>
    public static async Task<List<SentRating>> EventsAsync(string database)
    {
        var events = new List<SentRating>();
        await ReadAsync(database, "SELECT IdempotencyKey, SlotId, Version, NewValue FROM AnswerEvents", row => events.Add(new SentRating(
            Guid.Parse(row.GetString(0)), row.GetString(1).ToLowerInvariant(), int.Parse(row.GetString(3), CultureInfo.InvariantCulture), row.GetInt32(2))));
        return events;
    }

    /// <summary>Place, version and value of every answer as it stands.</summary>
    public static async Task<List<(string Slot, int Version, int Score)>> StandingAsync(string database)
    {
        var standing = new List<(string, int, int)>();
        await ReadAsync(database, "SELECT SlotId, Version, Value FROM Answers", row => standing.Add(
            (row.GetString(0).ToLowerInvariant(), row.GetInt32(1), int.Parse(row.GetString(2), CultureInfo.InvariantCulture))));
        return standing;
    }

    /// <summary>SHA-256 over every column of every stored place of every order.</summary>
    public static async Task<string> OrderHashAsync(string database)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadAsync(database, "SELECT * FROM ReadingSlots ORDER BY Id", row =>
        {
            for (var column = 0; column < row.FieldCount; column++)
                hash.AppendData(Encoding.UTF8.GetBytes($"{row.GetName(column)}={Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)}\n"));
        });
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>"ok", or what SQLite finds wrong with the file.</summary>
    public static async Task<string> IntegrityAsync(string database)
    {
        var verdict = "";
        await ReadAsync(database, "PRAGMA integrity_check", row => verdict += row.GetString(0));
        return verdict;
    }

    private static async Task ReadAsync(string database, string query, Action<SqliteDataReader> row)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) row(rows);
    }
}
