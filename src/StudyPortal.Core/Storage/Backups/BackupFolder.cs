using System.Globalization;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>A folder of backups: <c>snapshots/TIME</c> with the databases and keys, and <c>blobs</c>, which all snapshots share.</summary>
internal sealed class BackupFolder(string folder)
{
    private const string Unfinished = ".part";

    public string Blobs { get; } = Path.Combine(Path.GetFullPath(folder), "blobs");

    private string Snapshots { get; } = Path.Combine(Path.GetFullPath(folder), "snapshots");

    /// <summary>A folder for a new snapshot, which is none before <see cref="Finish"/>.</summary>
    public string Begin(DateTime utc)
    {
        var name = utc.ToString("yyyy-MM-dd'T'HH-mm-ss-fff'Z'", CultureInfo.InvariantCulture);
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
