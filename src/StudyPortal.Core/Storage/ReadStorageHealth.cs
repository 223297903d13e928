using Microsoft.EntityFrameworkCore;

namespace StudyPortal.Core.Storage;

/// <summary>Whether the store answers, where it lies and how much room is left.</summary>
public sealed class ReadStorageHealth(IDbContextFactory<PortalDb> databases, DataRoot root)
{
    public async Task<StorageHealth> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var schema = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault() ?? "";
        var drive = new DriveInfo(root.Folder);
        return new StorageHealth(root.Folder, schema, new FileInfo(root.Database).Length, drive.AvailableFreeSpace, drive.TotalSize);
    }
}
