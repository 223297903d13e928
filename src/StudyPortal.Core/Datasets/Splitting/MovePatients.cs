using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Moves whole patients into a split, as long as nothing was made from the split there is.</summary>
public sealed class MovePatients(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="patients">Pseudonyms.</param>
    public async Task<SplitOutcome> ExecuteAsync(DatasetId dataset, IReadOnlyCollection<string> patients, DatasetSplit target, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Set<Dataset>().SingleOrDefaultAsync(d => d.Id == dataset, cancellationToken) is not { } set) return new SplitOutcome.Refused("There is no such data set.");
        if (await SplitUse.ReasonAsync(db, dataset, cancellationToken) is { } use) return new SplitOutcome.Refused(use);
        var wanted = patients.Distinct().ToList();
        var cases = await db.Set<Case>().Where(c => c.DatasetId == dataset && wanted.Contains(c.Patient)).Select(c => new { c.Patient, c.Split }).ToListAsync(cancellationToken);
        if (wanted.Except(cases.Select(c => c.Patient)).FirstOrDefault() is { } unknown) return new SplitOutcome.Refused($"The data set has no patient {unknown}.");
        var moved = cases.Where(c => c.Split != target).GroupBy(c => c.Patient).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (moved is []) return new SplitOutcome.Refused($"They are in the {target} split already.");

        var leaving = db.Set<Case>().Where(c => c.DatasetId == dataset && wanted.Contains(c.Patient) && c.Split != target);
        await KeptLabelCounts.ChangeAsync(db, dataset, Change(set.Labels, await CountLabels.OfSplitsAsync(db, leaving, set.Labels, cancellationToken), target), cancellationToken);
        await leaving.ExecuteUpdateAsync(change => change.SetProperty(c => c.Split, target), cancellationToken);
        var seed = set.SplitSeed;
        set.SplitSeed = null;
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var patient in moved)
            await AuditTrail.AppendAsync(db, now, actor, "dataset.patient-moved", set.Name,
                FormattableString.Invariant($"{patient.Key}: {patient.First().Split} -> {target}, {patient.Count()} cases{(seed is null ? "" : $"; seed {seed} -> by hand")}"), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SplitOutcome.Changed(moved.Count, moved.Sum(patient => patient.Count()));
    }

    /// <summary>What the splits lose, and the target gets.</summary>
    private static LabelStatistics Change(IReadOnlyList<string> labels, IReadOnlyList<LabelCount> leaving, DatasetSplit target) =>
        new(labels, [.. leaving.Select(count => count.Negated), .. leaving.Select(count => count with { Split = target })], new Dictionary<(string, string), int>());
}
