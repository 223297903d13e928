using System.Data;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>The rows of a portal on PostgreSQL as they are at one moment, while it works, written as the file that a portal on SQLite has; and its keys as files.</summary>
internal static class PostgresSnapshot
{
    /// <param name="storage">Which database.</param>
    /// <param name="database">The file to write; it is not there yet.</param>
    /// <param name="keys">The folder for the keys of the web hosts.</param>
    /// <param name="cancellationToken">Leaves a part of the file.</param>
    public static async Task WriteAsync(StorageSettings storage, string database, string keys, CancellationToken cancellationToken)
    {
        await using var from = new PostgresPortalDb(new DbContextOptionsBuilder<PostgresPortalDb>().UsePostgres(storage).Options);
        await using var to = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={database};Pooling=False;Foreign Keys=True").Options);
        await to.Database.MigrateAsync(cancellationToken);
        await using var moment = await from.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using (var writing = await to.Database.BeginTransactionAsync(cancellationToken))
        {
            await StoreCopy.RunAsync(from, to, _ => { }, cancellationToken);
            await writing.CommitAsync(cancellationToken);
        }

        // So that looking at the copy leaves no file beside it; the portal sets its own mode again.
        await to.Database.ExecuteSqlAsync($"PRAGMA journal_mode=DELETE", cancellationToken);
        foreach (var key in await from.DataProtectionKeys.AsNoTracking().ToListAsync(cancellationToken))
            await WriteKeyAsync(Path.Combine(keys, $"{key.FriendlyName}.xml"), key.Xml ?? "", cancellationToken);
    }

    private static async Task WriteKeyAsync(string path, string content, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(path, content, cancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
