namespace StudyPortal.Core.Datasets;

/// <summary>A file of an upload.</summary>
/// <param name="Name">Relative, with forward slashes.</param>
/// <param name="Received">How many bytes are here.</param>
/// <param name="Total">How many it has.</param>
public sealed record UploadedFile(string Name, long Received, long Total)
{
    public bool IsWhole => Received == Total;
}
