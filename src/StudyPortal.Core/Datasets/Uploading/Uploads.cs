using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>The uploads of this portal that are not imported yet.</summary>
public sealed class Uploads(DataRoot root, TimeProvider clock)
{
    /// <summary>One that nobody touches for so long is given up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public UploadId Open()
    {
        var id = UploadId.New();
        DataRoot.CreatePrivate(new UploadFolder(root, id).Path);
        return id;
    }

    /// <returns>Null when there is no such upload.</returns>
    public Upload? Read(UploadId id) => new UploadFolder(root, id) is { Exists: true } folder ? folder.Read() : null;

    /// <summary>The newest first.</summary>
    internal IReadOnlyList<Upload> All() => [.. UploadFolder.All(root).Select(folder => folder.Read()).OrderByDescending(upload => upload.StartedUtc)];

    /// <summary>Whether the folder is a data set of an upload.</summary>
    public bool Hold(string folder) => OwnerOf(folder) is not null;

    public void Discard(UploadId id)
    {
        var folder = new UploadFolder(root, id);
        if (folder.Exists) Directory.Delete(folder.Path, recursive: true);
    }

    /// <summary>Removes the upload whose data set was imported from the folder; does nothing to other folders.</summary>
    public void DiscardImported(string folder)
    {
        if (OwnerOf(folder) is { } id) Discard(id);
    }

    /// <summary>The uploads whose folders are among these.</summary>
    internal IReadOnlySet<UploadId> Among(IEnumerable<string> folders) => folders.Select(OwnerOf).OfType<UploadId>().ToHashSet();

    /// <summary>Removes uploads that nobody has touched for a week, except those that are being imported.</summary>
    internal void Sweep(IEnumerable<string> foldersInUse)
    {
        var abandoned = clock.GetUtcNow().UtcDateTime - Patience;
        var inUse = Among(foldersInUse);
        foreach (var upload in All().Where(upload => !inUse.Contains(upload.Id) && LastWrite(upload.Id) < abandoned)) Discard(upload.Id);
    }

    private UploadId? OwnerOf(string folder) =>
        Path.GetRelativePath(root.Uploads, Path.GetFullPath(folder)).Split(Path.DirectorySeparatorChar) is [var first, ..] && Guid.TryParse(first, out var id) ? new UploadId(id) : null;

    private DateTime LastWrite(UploadId id)
    {
        var folder = new UploadFolder(root, id);
        return Directory.EnumerateFileSystemEntries(folder.Path).Append(folder.Path).Max(Directory.GetLastWriteTimeUtc);
    }
}
