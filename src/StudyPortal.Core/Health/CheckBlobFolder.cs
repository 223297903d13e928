using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>Whether files can be stored: something is written where blobs begin, flushed and removed.</summary>
public sealed class CheckBlobFolder(DataRoot root)
{
    private static readonly byte[] Something = new byte[4_096];

    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root.Blobs)) return "The folder of the stored files is missing.";
        try
        {
            if (StorageHealth.IsTooFull(new DriveInfo(root.Folder).AvailableFreeSpace)) return StorageFailure.DiskFull.Reason;
            await WriteAsync(cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return StorageFailure.Of(failure)?.Reason ?? "The folder of the stored files cannot be written.";
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(root.Incoming, $"health-{Guid.NewGuid():N}");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            await file.WriteAsync(Something, cancellationToken);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
