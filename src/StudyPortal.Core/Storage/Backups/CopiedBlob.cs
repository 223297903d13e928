namespace StudyPortal.Core.Storage.Backups;

/// <summary>What came of the copy of a blob.</summary>
internal abstract record CopiedBlob
{
    private CopiedBlob() { }

    public sealed record Whole : CopiedBlob;

    /// <summary>Its bytes are not what its name says; there is no copy.</summary>
    public sealed record Damaged : CopiedBlob;

    /// <summary>Copied as it lies there, but nothing can be said of it.</summary>
    /// <param name="Key">The id of the key that would be needed.</param>
    public sealed record Locked(string Key) : CopiedBlob;
}
