using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Divides the patients of a data set anew, by another seed or other shares, as long as nothing was made from the split there is.</summary>
public sealed class DivideAgain(IDbContextFactory<PortalDb> databases, CountLabels counting, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Why the split must stay as it is; null when it may change.</summary>
    public async Task<string?> RefusalAsync(DatasetId dataset, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await SplitUse.ReasonAsync(db, dataset, cancellationToken);
    }

    /// <exception cref="ArgumentException">The shares have a problem.</exception>
    public async Task<SplitPreview> PreviewAsync(DatasetId dataset, SplitShares shares, int seed, bool stratify, CancellationToken cancellationToken)
    {
        if (shares.Problem is { } problem) throw new ArgumentException(problem, nameof(shares));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var labels = await db.Set<Dataset>().Where(d => d.Id == dataset).Select(d => d.Labels).SingleAsync(cancellationToken);
        var patients = await PatientsAsync(db, dataset, labels, cancellationToken);
        var then = Divided(patients, shares, seed, stratify);
        var positive = labels.Select((label, index) => (label, (IReadOnlyDictionary<DatasetSplit, int>)Enum.GetValues<DatasetSplit>()
            .ToDictionary(split => split, split => patients.Where(p => then[p.Name] == split).Sum(p => p.Positive[index]))));
        return new SplitPreview(
            Counts(patients, p => p.Split), Counts(patients, p => then[p.Name]), patients.Count(p => then[p.Name] != p.Split), [.. positive]);
    }

    public async Task<SplitOutcome> ExecuteAsync(DatasetId dataset, SplitShares shares, int seed, bool stratify, string actor, CancellationToken cancellationToken)
    {
        if (shares.Problem is { } problem) return new SplitOutcome.Refused(problem);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Set<Dataset>().SingleOrDefaultAsync(d => d.Id == dataset, cancellationToken) is not { } set) return new SplitOutcome.Refused("There is no such data set.");
        if (await SplitUse.ReasonAsync(db, dataset, cancellationToken) is { } use) return new SplitOutcome.Refused(use);
        var patients = await PatientsAsync(db, dataset, set.Labels, cancellationToken);
        var then = Divided(patients, shares, seed, stratify);
        var moved = patients.Where(p => then[p.Name] != p.Split).ToList();
        foreach (var part in moved.GroupBy(p => then[p.Name]).SelectMany(target => target.Chunk(Batch).Select(patients => (Target: target.Key, Names: patients.Select(p => p.Name).ToList()))))
            await db.Set<Case>().Where(c => c.DatasetId == dataset && part.Names.Contains(c.Patient)).ExecuteUpdateAsync(change => change.SetProperty(c => c.Split, part.Target), cancellationToken);
        await KeptLabelCounts.ForgetAsync(db, dataset, cancellationToken);
        var before = $"{(set.SplitSeed is { } old ? FormattableString.Invariant($"seed {old}") : "folds of the source or by hand")}, {Words(Counts(patients, p => p.Split))}";
        set.SplitSeed = seed;
        var after = FormattableString.Invariant($"seed {seed}{(stratify ? ", stratified" : "")}, {shares.Train:0.###}/{shares.Validation:0.###}/{shares.Test:0.###}, {Words(Counts(patients, p => then[p.Name]))}");
        await AuditTrail.AppendAsync(db, clock.GetUtcNow().UtcDateTime, actor, "dataset.divided", set.Name,
            FormattableString.Invariant($"{before} -> {after}; {moved.Count} patients moved"), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // Here it takes as long as the division did; whoever looks at the labels next does not wait for it.
        await counting.ExecuteAsync(dataset, cancellationToken);
        return new SplitOutcome.Changed(moved.Count, moved.Sum(p => p.Cases));
    }

    private static IReadOnlyDictionary<string, DatasetSplit> Divided(List<Member> patients, SplitShares shares, int seed, bool stratify) => PatientSplit.Of(
        patients.Select(p => new PatientImages(p.Name, p.Cases, stratify ? string.Join(',', p.Positive.Index().Where(label => label.Item > 0).Select(label => label.Index)) : "")), seed, shares);

    private static async Task<List<Member>> PatientsAsync(PortalDb db, DatasetId dataset, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var counts = await db.Set<Case>().Where(c => c.DatasetId == dataset).GroupBy(c => new { c.Patient, c.Split }).Select(g => new { g.Key.Patient, g.Key.Split, Cases = g.Count() }).ToListAsync(cancellationToken);
        var positive = await db.Set<CaseLabel>().Where(l => l.Value == LabelValue.Positive)
            .Join(db.Set<Case>().Where(c => c.DatasetId == dataset), l => l.CaseId, c => c.Id, (l, c) => new { c.Patient, l.Label })
            .GroupBy(row => row).Select(g => new { g.Key.Patient, g.Key.Label, Cases = g.Count() }).ToListAsync(cancellationToken);
        var byPatient = positive.ToDictionary(row => (row.Patient, row.Label), row => row.Cases);
        return [.. counts.Select(row => new Member(row.Patient, row.Split, row.Cases, [.. labels.Select(label => byPatient.GetValueOrDefault((row.Patient, label)))]))];
    }

    private static IReadOnlyList<SplitCount> Counts(List<Member> patients, Func<Member, DatasetSplit> split) =>
        [.. patients.GroupBy(split).OrderBy(g => g.Key).Select(g => new SplitCount(g.Key, g.Sum(p => p.Cases), g.Count()))];

    private static string Words(IReadOnlyList<SplitCount> counts) => string.Join(", ", counts.Select(c => FormattableString.Invariant($"{c.Split} {c.Patients} patients {c.Cases} cases")));

    /// <param name="Positive">Cases in which each label is positive.</param>
    private sealed record Member(string Name, DatasetSplit Split, int Cases, int[] Positive);
}
