using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>Whether the keys of this process are those of the stored files: some of them are looked at.</summary>
public sealed class CheckBlobKeys(DataRoot root, BlobKeys keys)
{
    private const int Folders = 16;

    /// <returns>What is wrong, or null: one file under a lost key is no reason not to serve, but none under a known one is.</returns>
    public string? Execute()
    {
        var named = new DirectoryInfo(root.Blobs).EnumerateDirectories().Take(Folders).Select(folder => folder.EnumerateFiles().FirstOrDefault())
            .OfType<FileInfo>().Select(file => BlobHeader.KeyIdOf(file.FullName)).OfType<string>().ToList();
        return named.Count == 0 || named.Any(key => keys.Find(key) is not null) ? null : $"The stored files are encrypted under a key that {BlobKeys.Name} does not hold.";
    }
}
