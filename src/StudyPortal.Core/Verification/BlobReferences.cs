using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Verification;

/// <summary>Which blobs the database names: in any column of any table that holds a hash, in the examples of questions, and in what jobs were asked to do.</summary>
internal sealed partial class BlobReferences
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);

    /// <summary>Those that must be there.</summary>
    public IReadOnlyCollection<string> Required => _owners.Keys;

    /// <summary>A table and column that needs the blob; null when none does.</summary>
    public string? OwnerOf(string hash) => _owners.GetValueOrDefault(hash);

    /// <summary>Something names it, even if it could do without it.</summary>
    public bool IsNamed(string hash) => _owners.ContainsKey(hash) || _wanted.Contains(hash);

    public static async Task<BlobReferences> ReadAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var references = new BlobReferences();
        foreach (var type in db.Model.GetEntityTypes())
            foreach (var column in type.GetFlattenedProperties().Where(property => property.ClrType == typeof(BlobHash)))
                await references.AddColumnAsync(db, type.GetTableName()!, column.GetColumnName(), IsNeeded(type.ClrType), cancellationToken);
        foreach (var form in await db.Set<Question>().AsNoTracking().Select(q => q.Form).ToListAsync(cancellationToken))
            foreach (var point in (form as ScaleForm)?.Points ?? [])
                if (point.Example is { } example) references._owners.TryAdd(example.Value, "Questions.Form");
        foreach (var request in await db.Set<Job>().AsNoTracking().Select(job => job.RequestJson).ToListAsync(cancellationToken))
            foreach (Match hash in Sha256().Matches(request)) references._wanted.Add(hash.Value);
        return references;
    }

    /// <summary>An import goes on without a file that it stored, and a retired blob is to be deleted: its row may outlive it by a crash.</summary>
    private static bool IsNeeded(Type type) => type != typeof(StoredFile) && type != typeof(RetiredBlob);

    private async Task AddColumnAsync(PortalDb db, string table, string column, bool isNeeded, CancellationToken cancellationToken)
    {
        await using var query = db.Database.GetDbConnection().CreateCommand();
        query.CommandText = $"SELECT DISTINCT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL";
        await using var rows = await query.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            if (isNeeded) _owners.TryAdd(rows.GetString(0), $"{table}.{column}");
            else _wanted.Add(rows.GetString(0));
    }

    [GeneratedRegex(@"\b[0-9a-f]{64}\b")]
    private static partial Regex Sha256();
}
