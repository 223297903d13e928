using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Verification;

/// <summary>The file of a SQLite database, its references, and its structure with the triggers and unique indexes that keep promises. PostgreSQL looks after its own files.</summary>
internal sealed class DatabaseCheck : Check
{
    private static readonly Lazy<Task<Dictionary<string, string>>> Expected = new(MakeAsync);

    public override string Title => "the database";

    public override async IAsyncEnumerable<Finding> FindAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite()) yield break;
        var connection = db.Database.GetDbConnection();
        foreach (var problem in await RowsAsync(connection, "PRAGMA integrity_check(20)", row => row.GetString(0), cancellationToken))
            if (problem != "ok") yield return new Finding(FindingKind.DatabaseDamaged, $"the database file: {problem}");
        var orphans = await RowsAsync(connection, "PRAGMA foreign_key_check", row => (Table: row.GetString(0), Parent: row.GetString(2)), cancellationToken);
        foreach (var broken in orphans.GroupBy(orphan => orphan))
            yield return new Finding(FindingKind.ReferenceBroken, $"{broken.Count()} rows of {broken.Key.Table} name a row of {broken.Key.Parent} that is not there");
        await foreach (var finding in CompareAsync(connection, cancellationToken)) yield return finding;
    }

    /// <summary>With a database that the migrations make anew.</summary>
    private static async IAsyncEnumerable<Finding> CompareAsync(DbConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var expected = await Expected.Value;
        var found = await StructureAsync(connection, cancellationToken);
        foreach (var name in expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
        {
            if (!found.TryGetValue(name, out var text)) yield return new Finding(FindingKind.SchemaChanged, $"the {name} of the database is missing");
            else if (!expected.TryGetValue(name, out var original)) yield return new Finding(FindingKind.SchemaChanged, $"the {name} of the database is none of the portal's");
            else if (text != original) yield return new Finding(FindingKind.SchemaChanged, $"the {name} of the database is not as the portal makes it");
        }
    }

    private static async Task<Dictionary<string, string>> MakeAsync()
    {
        await using var fresh = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite("Data Source=:memory:").ConfigureWarnings(StorageRegistration.Quieten).Options);
        await fresh.Database.OpenConnectionAsync(CancellationToken.None);
        await fresh.Database.MigrateAsync(CancellationToken.None);
        return await StructureAsync(fresh.Database.GetDbConnection(), CancellationToken.None);
    }

    private static async Task<Dictionary<string, string>> StructureAsync(DbConnection connection, CancellationToken cancellationToken) => (await RowsAsync(
        connection,
        "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '__EFMigrationsLock'",
        row => (Name: row.GetString(0), Text: string.Join(' ', row.GetString(1).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        cancellationToken)).ToDictionary(row => row.Name, row => row.Text, StringComparer.Ordinal);

    private static async Task<List<T>> RowsAsync<T>(DbConnection connection, string question, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellationToken)) all.Add(read(rows));
        return all;
    }
}
