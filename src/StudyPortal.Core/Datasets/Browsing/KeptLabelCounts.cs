using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// The label counts that a data set keeps, so that they need not be counted again. Whatever changes its cases or their splits says so here,
/// in the transaction of the change: the revision goes up, and the counts change with it or are forgotten.
/// </summary>
internal static class KeptLabelCounts
{
    public static LabelStatistics Read(IReadOnlyList<string> labels, string kept)
    {
        var written = JsonSerializer.Deserialize<Written>(kept, PortalJson.Options) ?? throw new JsonException("Label counts are kept as an object.");
        return new LabelStatistics(labels, written.Counts, written.Together.ToDictionary(pair => (pair.First, pair.Second), pair => pair.Cases));
    }

    public static string Write(LabelStatistics counts) =>
        JsonSerializer.Serialize(new Written(counts.Counts, [.. counts.Together.Select(pair => new Pair(pair.Key.First, pair.Key.Second, pair.Value))]), PortalJson.Options);

    /// <summary>Keeps what was counted, unless the set has changed since its <paramref name="revision"/> was read, which was before the first count.</summary>
    public static Task KeepAsync(PortalDb db, DatasetId set, int revision, LabelStatistics counted, CancellationToken cancellationToken)
    {
        var text = Write(counted);
        return db.Set<Dataset>().Where(d => d.Id == set && d.Revision == revision).ExecuteUpdateAsync(change => change.SetProperty(d => d.LabelCounts, text), cancellationToken);
    }

    /// <summary>The set has changed by so many cases of each kind. Counts that are not there, or that somebody else is changing, are counted when they are next asked for.</summary>
    public static async Task ChangeAsync(PortalDb db, DatasetId set, LabelStatistics by, CancellationToken cancellationToken)
    {
        var kept = await db.Set<Dataset>().Where(d => d.Id == set).Select(d => new { d.Labels, d.Revision, d.LabelCounts }).SingleAsync(cancellationToken);
        var (revision, text) = (kept.Revision, kept.LabelCounts is { } counts ? Write(Read(kept.Labels, counts).Plus(by)) : null);
        await db.Set<Dataset>().Where(d => d.Id == set).ExecuteUpdateAsync(
            change => change.SetProperty(d => d.LabelCounts, d => d.Revision == revision ? text : null).SetProperty(d => d.Revision, d => d.Revision + 1), cancellationToken);
    }

    /// <summary>So much of the set has changed that it is counted anew when somebody asks.</summary>
    public static Task ForgetAsync(PortalDb db, DatasetId set, CancellationToken cancellationToken) => db.Set<Dataset>().Where(d => d.Id == set).ExecuteUpdateAsync(
        change => change.SetProperty(d => d.LabelCounts, (string?)null).SetProperty(d => d.Revision, d => d.Revision + 1), cancellationToken);

    private sealed record Written(IReadOnlyList<LabelCount> Counts, IReadOnlyList<Pair> Together);

    private sealed record Pair(string First, string Second, int Cases);
}
