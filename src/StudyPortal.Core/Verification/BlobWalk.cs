using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Verification;

/// <summary>Hashes every file of the blob store and compares what is there with what is named.</summary>
internal sealed class BlobWalk(DataRoot root, BlobStore blobs, DateTime begunUtc)
{
    private const int ToldEvery = 1000;

    /// <summary>A file is stored before the row that names it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public long Files { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>How many of the files are encrypted on disk.</summary>
    public long Encrypted { get; private set; }

    public async Task ExecuteAsync(BlobReferences references, List<Finding> findings, Action<string> progress, CancellationToken cancellationToken)
    {
        progress($"{references.Required.Count} files that the database names, and what else lies among them");
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(root.Blobs).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (await LookAsync(file, references, found, cancellationToken) is { } finding) findings.Add(finding);
            if (++Files % ToldEvery == 0) progress(FormattableString.Invariant($"{Files} files"));
        }

        foreach (var hash in references.Required.Where(hash => !found.Contains(hash) && !File.Exists(blobs.PathOf(new BlobHash(hash)))).Order(StringComparer.Ordinal))
            findings.Add(new Finding(FindingKind.BlobMissing, $"the file {hash} is missing, which {references.OwnerOf(hash)} names"));
    }

    private async Task<Finding?> LookAsync(FileInfo file, BlobReferences references, HashSet<string> found, CancellationToken cancellationToken)
    {
        var hash = BlobFile.NameOf(root.Blobs, file.FullName);
        if (!BlobHash.IsOne(hash) || BlobFile.PathIn(root.Blobs, hash) != file.FullName)
            return new Finding(FindingKind.BlobForeign, $"the file blobs/{Path.GetRelativePath(root.Blobs, file.FullName)} has no SHA-256 for its name");
        found.Add(hash);
        var owner = references.OwnerOf(hash);
        if (await ProblemAsync(file, hash, cancellationToken) is { } problem)
            return new Finding(problem.IsLocked ? FindingKind.BlobLocked : FindingKind.BlobDamaged, $"the file {hash} {(problem.IsLocked ? "cannot be read" : "is damaged")}: {problem.Cause}; {(owner is null ? "nothing names it" : $"{owner} names it")}");
        return references.IsNamed(hash) || file.LastWriteTimeUtc > begunUtc - LongestWait ? null : new Finding(FindingKind.BlobUnreferenced, $"the file {hash} is named by nothing");
    }

    private async Task<(string Cause, bool IsLocked)?> ProblemAsync(FileInfo file, string hash, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await blobs.OpenAsync(new BlobHash(hash), cancellationToken);
            Bytes += content.Length;
            if (content is SealedBlob) Encrypted++;
            return null;
        }
        catch (BlobCorruptException damaged)
        {
            if (damaged.IsLocked) Encrypted++;
            return file.Exists ? (damaged.Found, damaged.IsLocked) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (unreadable.Message.TrimEnd('.'), false);
        }
    }
}
