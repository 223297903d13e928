using StudyPortal.Core.Storage.Backups;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>Copies every row of a portal from one kind of database into another, both inside the transactions that their contexts have open.</summary>
internal static class StoreCopy
{
    /// <summary>Only the shared database has a table of these; a portal on SQLite keeps them as files.</summary>
    public const string KeyTable = nameof(PostgresPortalDb.DataProtectionKeys);

    /// <returns>What was copied, by table, in the order of the tables.</returns>
    /// <exception cref="InvalidDataException">A table has other rows there than here.</exception>
    public static async Task<IReadOnlyList<CopiedTable>> RunAsync(PortalDb from, PortalDb to, Action<CopiedTable> told, CancellationToken cancellationToken)
    {
        var targets = StoreTable.Of(to).ToDictionary(table => table.Name);
        var copied = new List<CopiedTable>();
        foreach (var source in StoreTable.Of(from).Where(table => table.Name != KeyTable))
        {
            var target = targets[source.Name];
            var written = await CopyAsync(from, source, to, target, cancellationToken);
            if (to is PostgresPortalDb) await NumberOnAsync(to, target, cancellationToken);
            var read = await HashAsync(to, target, cancellationToken);
            if (written != read)
                throw new InvalidDataException($"{source.Name} has {written.Rows} rows with the hash {written.Sha256} here and {read.Rows} with {read.Sha256} in the copy. Nothing was kept.");
            copied.Add(new CopiedTable(source.Name, read));
            told(copied[^1]);
        }

        return copied;
    }

    private static async Task<TableHash> CopyAsync(PortalDb from, StoreTable source, PortalDb to, StoreTable target, CancellationToken cancellationToken)
    {
        using var hash = new RowHash();
        using var writer = new RowWriter(to, target);
        await foreach (var row in source.RowsAsync(from, cancellationToken))
        {
            hash.Add(row);
            writer.Add(row);
        }

        writer.Flush();
        return hash.Finish();
    }

    private static async Task<TableHash> HashAsync(PortalDb db, StoreTable table, CancellationToken cancellationToken)
    {
        using var hash = new RowHash();
        await foreach (var row in table.RowsAsync(db, cancellationToken)) hash.Add(row);
        return hash.Finish();
    }

    /// <summary>PostgreSQL counts by a sequence, which does not see numbers that were given.</summary>
    private static async Task NumberOnAsync(PortalDb db, StoreTable table, CancellationToken cancellationToken)
    {
        foreach (var column in table.Numbered)
        {
            await using var command = StoreTable.Command(
                db, $"SELECT setval(pg_get_serial_sequence('\"{table.Name}\"', '{column}'), COALESCE(MAX(\"{column}\"), 0) + 1, false) FROM \"{table.Name}\"");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <param name="Name">Of the table.</param>
/// <param name="Rows">How many rows and their hash, found the same on both sides.</param>
public sealed record CopiedTable(string Name, TableHash Rows);
