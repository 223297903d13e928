namespace StudyPortal.Core.Storage;

/// <summary>One process at a time changes the schema of a data root. The kernel frees the lock when the process dies.</summary>
internal static class UpgradeLock
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(200);

    public static async Task<FileStream> WaitAsync(DataRoot root, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(root.Folder, "migrating.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(RetryEvery, clock, cancellationToken);
            }
        }
    }
}
