using System.Globalization;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Where an upload lies: <c>received</c> what was sent, <c>unpacking</c> an archive half unpacked, <c>files</c> the data set when it is ready.</summary>
internal sealed class UploadFolder(DataRoot root, UploadId id)
{
    public const string FilesName = "files";

    private const string Part = ".part";

    public string Path { get; } = System.IO.Path.Combine(root.Uploads, id.ToString());

    public string Received => System.IO.Path.Combine(Path, "received");

    public string Unpacking => System.IO.Path.Combine(Path, "unpacking");

    public string Files => System.IO.Path.Combine(Path, FilesName);

    public bool Exists => Directory.Exists(Path);

    public static IEnumerable<UploadFolder> All(DataRoot root) => Directory.EnumerateDirectories(root.Uploads)
        .Select(path => Guid.TryParse(System.IO.Path.GetFileName(path), out var id) ? new UploadFolder(root, new UploadId(id)) : null).OfType<UploadFolder>();

    /// <summary>Where the bytes of a file are put until all are here; its size is in the name, so that another file of that name is not mixed with it.</summary>
    public string PartOf(string name, long total) => System.IO.Path.Combine(Received, string.Create(CultureInfo.InvariantCulture, $"{name}.{total}{Part}"));

    public string WholeOf(string name) => System.IO.Path.Combine(Received, name);

    public Upload Read() => new(id, Directory.Exists(Files) ? DatasetFolder() : null, Directory.Exists(Received) ? [.. ReceivedFiles()] : [], Directory.GetCreationTimeUtc(Path));

    /// <summary>The folder of the data set: people pack it as a folder of its own, or what is in it.</summary>
    private string DatasetFolder()
    {
        var folder = Files;
        while (Directory.GetFileSystemEntries(folder) is [var only] && Directory.Exists(only)) folder = only;
        return folder;
    }

    private IEnumerable<UploadedFile> ReceivedFiles()
    {
        foreach (var file in new DirectoryInfo(Received).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var name = System.IO.Path.GetRelativePath(Received, file.FullName).Replace('\\', '/');
            if (!name.EndsWith(Part, StringComparison.Ordinal)) yield return new UploadedFile(name, file.Length, file.Length);
            else if (name[..^Part.Length] is var stem && stem.LastIndexOf('.') is var dot and > 0 && long.TryParse(stem[(dot + 1)..], CultureInfo.InvariantCulture, out var total))
                yield return new UploadedFile(stem[..dot], file.Length, total);
        }
    }
}
