namespace StudyPortal.Core.Datasets;

/// <summary>Files that were sent to be imported.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Folder">The data set's folder, once it is unpacked; null before.</param>
/// <param name="Files">What is here, whole or in part; none once it is unpacked.</param>
/// <param name="StartedUtc">When it was opened.</param>
public sealed record Upload(UploadId Id, string? Folder, IReadOnlyList<UploadedFile> Files, DateTime StartedUtc)
{
    public bool IsReady => Folder is not null;

    public bool IsWhole => Files.Count > 0 && Files.All(file => file.IsWhole);

    /// <summary>As its owner knows it: the folder's or the first file's.</summary>
    public string Name => Files.Count > 0 ? Files[0].Name.Split('/')[0] : Path.GetFileName(Folder) is { Length: > 0 } folder and not UploadFolder.FilesName ? folder : "Files";

    public long Received => Files.Sum(file => file.Received);

    public long Total => Files.Sum(file => file.Total);
}
