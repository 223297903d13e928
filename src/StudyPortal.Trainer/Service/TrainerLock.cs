using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Service;

/// <summary>One trainer for one data root with its rows in SQLite: two on one SQLite queue would run the same job. The kernel frees it when the process dies.</summary>
internal sealed class TrainerLock : IDisposable
{
    private readonly FileStream _file;

    private TrainerLock(FileStream file) => _file = file;

    /// <returns>Null when another trainer holds it.</returns>
    public static TrainerLock? TryTake(DataRoot root)
    {
        try
        {
            return new TrainerLock(new FileStream(Path.Combine(root.Folder, "trainer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
