using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>A data set that an import is still writing: it has the name of the import until it is shown.</summary>
internal static class HiddenSet
{
    /// <summary>So that no other writer waits long for its turn.</summary>
    private const int CasesAtOnce = 1000;

    public static Dataset Of(ImportSubject subject, DateTime now) => new()
    {
        Id = DatasetId.New(),
        Name = $"(being imported) {subject.Key}",
        Adapter = subject.Plan.Adapter.Name,
        Labels = [.. subject.Plan.Listing.Labels],
        IsSynthetic = subject.Plan.Readme.IsSynthetic,
        Source = subject.Request.Source.Length > 0 ? subject.Request.Source : subject.Plan.Readme.Text,
        SplitSeed = subject.Plan.SplitSeed,
        GivenSplits = [.. subject.Plan.GivenSplits],
        Uncertain = subject.Request.Uncertain,
        ImportId = subject.Id,
        ImportedBy = subject.Actor,
        ImportedUtc = now,
        IsUnfinished = true,
    };

    public static async Task RemoveAsync(IDbContextFactory<PortalDb> databases, string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hidden = db.Set<Dataset>().IgnoreQueryFilters().Where(d => d.IsUnfinished && d.Name == name);
        foreach (var id in await hidden.Select(d => d.Id).ToListAsync(cancellationToken))
            while (await db.Set<Case>().Where(c => c.DatasetId == id).Take(CasesAtOnce).ExecuteDeleteAsync(cancellationToken) > 0)
            {
            }

        await hidden.ExecuteDeleteAsync(cancellationToken);
    }
}
