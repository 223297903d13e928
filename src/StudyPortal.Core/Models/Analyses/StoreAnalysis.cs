using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>Stores what an analysis found, whole or not at all.</summary>
public sealed class StoreAnalysis(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>The analysis that this version made before, if it did.</summary>
    public async Task<AnalysisId?> FindAsync(AnalyseRequest request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, request, cancellationToken);
    }

    /// <summary>Returns the id of the analysis; one that this version stored before stays as it is.</summary>
    /// <exception cref="ArgumentException">A number is not finite, or two parts have one name.</exception>
    public async Task<AnalysisId> ExecuteAsync(AnalyseRequest request, AnalysisResult result, CancellationToken cancellationToken)
    {
        if (result.Parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count() != result.Parts.Count)
            throw new ArgumentException($"Two parts of the analysis have one name: {string.Join(", ", result.Parts.Select(part => part.Name))}.", nameof(result));
        var analysis = NewAnalysis(request, JsonSerializer.Serialize(result, PortalJson.Options));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginStoringAsync(request.ModelId, cancellationToken);
        if (await FindAsync(db, request, cancellationToken) is { } stored) return stored;

        db.Add(analysis);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return analysis.Id;
    }

    private static Task<AnalysisId?> FindAsync(PortalDb db, AnalyseRequest r, CancellationToken cancellationToken)
    {
        var (parameters, version) = (Text(r.Parameters), SoftwareVersion.Current);
        return db.Set<ModelAnalysis>()
            .Where(a => a.ModelId == r.ModelId && a.Kind == r.Kind && a.DatasetId == r.DatasetId && a.Split == r.Split && a.Branch == r.Branch
                && a.ParametersJson == parameters && a.SoftwareVersion == version)
            .Select(a => (AnalysisId?)a.Id)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static string Text(AnalysisParameters parameters) => JsonSerializer.Serialize(parameters, PortalJson.Options);

    private ModelAnalysis NewAnalysis(AnalyseRequest request, string result) => new()
    {
        Id = AnalysisId.New(),
        ModelId = request.ModelId,
        Kind = request.Kind,
        DatasetId = request.DatasetId,
        Split = request.Split,
        Branch = request.Branch,
        ParametersJson = Text(request.Parameters),
        ResultJson = result,
        SoftwareVersion = SoftwareVersion.Current,
        CreatedUtc = clock.GetUtcNow().UtcDateTime,
    };
}
