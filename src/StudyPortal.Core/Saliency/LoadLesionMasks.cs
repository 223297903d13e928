using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Saliency;

/// <summary>Where the findings of cases lie in a model's input.</summary>
public sealed class LoadLesionMasks(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <param name="findings">Cases with the label whose area is wanted.</param>
    /// <param name="side">Of the input in pixels.</param>
    /// <param name="cancellationToken">Looked at while they are read.</param>
    /// <returns>For each finding the share of every input pixel that its mask, or else its boxes, cover, row by row; all zero without either.</returns>
    public async Task<IReadOnlyList<float[]>> ExecuteAsync(
        IReadOnlyList<(CaseId Case, string Label)> findings, int side, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await LesionCoverage.OfAsync(db, blobs, findings, side, cancellationToken);
    }
}
