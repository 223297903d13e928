using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>The uploads that nobody imports now, the newest first.</summary>
public sealed class ListUploads(IDbContextFactory<PortalDb> databases, Uploads uploads)
{
    public async Task<IReadOnlyList<Upload>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var inUse = uploads.Among(await FoldersBeingImportedAsync(db, cancellationToken));
        return [.. uploads.All().Where(upload => !inUse.Contains(upload.Id))];
    }

    internal static async Task<IReadOnlyList<string>> FoldersBeingImportedAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var requests = await db.Set<Job>().AsNoTracking().Where(j => j.Kind == JobKind.Import && (j.State == JobState.Queued || j.State == JobState.Running))
            .Select(j => j.RequestJson).ToListAsync(cancellationToken);
        return [.. requests.Select(json => JsonSerializer.Deserialize<ImportRequest>(json, PortalJson.Options)!.Folder)];
    }
}
