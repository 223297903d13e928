using Microsoft.Data.Sqlite;

namespace StudyPortal.Benchmarks;

/// <summary>What the disk asks for one row that must survive a power cut: the least that any acknowledged answer can cost.</summary>
internal static class DurableInsert
{
    public static async Task<Latencies> MeasureAsync(int count)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        try
        {
            return Latencies.Of(await InsertAsync(file, count));
        }
        finally
        {
            foreach (var left in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(file) + "*")) File.Delete(left);
        }
    }

    private static async Task<List<double>> InsertAsync(string file, int count)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Answer (Id TEXT PRIMARY KEY, Score INTEGER);";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "INSERT INTO Answer VALUES ($id, 3)";
        var id = command.Parameters.Add("$id", SqliteType.Text);
        var times = new List<double>();
        for (var row = 0; row < count; row++)
        {
            id.Value = Guid.NewGuid().ToString();
            var started = TimeProvider.System.GetTimestamp();
            await command.ExecuteNonQueryAsync();
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }
}
