using System.Globalization;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>A folder of backups: <c>snapshots/TIME</c> with the databases and keys, and <c>blobs</c>, which all snapshots share.</summary>
internal sealed class BackupFolder(string folder)
{
    private const int LockTries = 10;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    private const string Unfinished = ".part", NameFormat = "yyyy-MM-dd'T'HH-mm-ss-fff'Z'";

    public string Blobs { get; } = Path.Combine(Path.GetFullPath(folder), "blobs");

    private string Snapshots { get; } = Path.Combine(Path.GetFullPath(folder), "snapshots");

    /// <summary>When the snapshots were taken, in order.</summary>
    public IReadOnlyList<DateTime> Taken => [.. Folders(Snapshots).Select(TimeOf).OfType<DateTime>().Order()];

    /// <summary>One process at a time writes to a folder of backups; the kernel frees the lock when it dies.</summary>
    /// <exception cref="BackupInProgressException">Another one does.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Blobs);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(Path.Combine(Path.GetFullPath(folder), "backup.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (StorageFailure.Of(taken) is null)
            {
                // A child that is just being started has for a moment what its parent had open, and has let go of.
                if (tries == LockTries) throw new BackupInProgressException(folder, taken);
                await Task.Delay(LockPause, cancellationToken);
            }
        }
    }

    public string PathOf(DateTime taken) => Path.Combine(Snapshots, NameOf(taken));

    public static string NameOf(DateTime taken) => taken.ToString(NameFormat, CultureInfo.InvariantCulture);

    /// <summary>Removes a snapshot, which is none from the first step on.</summary>
    public void Remove(DateTime taken)
    {
        var path = PathOf(taken);
        Directory.Move(path, path + Unfinished);
        Directory.Delete(path + Unfinished, recursive: true);
    }

    /// <summary>Removes what was left by backups that did not end.</summary>
    public void RemoveUnfinished()
    {
        foreach (var left in Folders(Snapshots).Where(path => path.EndsWith(Unfinished, StringComparison.Ordinal))) Directory.Delete(left, recursive: true);
    }

    private static string[] Folders(string parent) => Directory.Exists(parent) ? Directory.GetDirectories(parent) : [];

    private static DateTime? TimeOf(string path) =>
        DateTime.TryParseExact(Path.GetFileName(path), NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var taken) ? taken : null;

    /// <summary>A folder for a new snapshot, which is none before <see cref="Finish"/>.</summary>
    public string Begin(DateTime utc)
    {
        var name = NameOf(utc);
        var path = Path.Combine(Snapshots, name + Unfinished);
        Directory.CreateDirectory(Blobs);
        if (Directory.Exists(path[..^Unfinished.Length])) throw new InvalidOperationException($"There is already a snapshot {name} in '{folder}'. Take the backup again.");
        return Directory.CreateDirectory(path).FullName;
    }

    public void Finish(string begun)
    {
        Directory.Move(begun, begun[..^Unfinished.Length]);
        DirectorySync.Flush(Snapshots);
    }

    /// <summary>The snapshot of this name, or the last one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public string Find(string? name)
    {
        var all = Directory.Exists(Snapshots)
            ? Directory.GetDirectories(Snapshots).Where(path => !path.EndsWith(Unfinished, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList()
            : [];
        if (all.Count == 0) throw new InvalidOperationException($"There is no backup in '{folder}': expected a folder that the verb backup has written.");
        return name is null ? all[^1] : all.Find(path => Path.GetFileName(path) == name)
            ?? throw new InvalidOperationException($"There is no snapshot '{name}' in '{folder}'; there are {string.Join(", ", all.Select(Path.GetFileName))}.");
    }
}
