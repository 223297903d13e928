using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Reads a folder's labels and tells what would be imported; changes nothing.</summary>
public sealed class PreviewImport(IDbContextFactory<PortalDb> databases, SourceReader sources, PseudonymSecret secret)
{
    private const int Rows = 8;

    /// <summary>The formats that a user may choose instead of the one that is recognised.</summary>
    public IReadOnlyList<string> Formats => sources.Formats;

    /// <summary>The CSV files of a folder that could hold its labels.</summary>
    public static IReadOnlyList<string> Tables(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.csv").Select(file => Path.GetFileName(file)).Where(name => name != BoxesFile.Name).Order(StringComparer.Ordinal)];

    /// <summary>The titles of its columns; none when the file cannot be read.</summary>
    public static IReadOnlyList<string> Titles(string folder, string table)
    {
        try
        {
            return CsvTable.Read(folder, table).Header;
        }
        catch (DatasetFormatException)
        {
            return [];
        }
    }

    public Task<PreviewOutcome> ExecuteAsync(ImportRequest request, CancellationToken cancellationToken) => Task.Run(() => PreviewAsync(request, cancellationToken), cancellationToken);

    private async Task<PreviewOutcome> PreviewAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var plan = sources.Read(request, cancellationToken);
            return new PreviewOutcome.Ready(Describe(plan) with { Addition = await AdditionAsync(request.Name.Trim(), plan, cancellationToken) });
        }
        catch (DatasetFormatException unreadable)
        {
            return new PreviewOutcome.Unreadable(unreadable.Problem);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && StorageFailure.Of(error) is null)
        {
            return new PreviewOutcome.Unreadable(new SourceProblem(StoredNames.Folder, null, $"{StoredNames.Unreadable} ({error.Message})"));
        }
    }

    private async Task<ImportAddition?> AdditionAsync(string name, SourcePlan plan, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await PresentSet.ReadAsync(db, name, cancellationToken) is not { } present) return null;
        var (added, there) = Additions.Of(plan, present, secret.Load(), []);
        return new ImportAddition(there, added.Count, Additions.Refusal(plan, present));
    }

    private static ImportPreview Describe(SourcePlan plan) => new()
    {
        Adapter = plan.Adapter.Name,
        IsSynthetic = plan.Readme.IsSynthetic,
        Source = plan.Readme.Text,
        HasFolds = plan.SplitSeed is null,
        Columns = plan.Listing.Columns?.Header ?? [],
        Mapping = plan.Listing.Columns?.Mapping,
        Labels = plan.Listing.Labels,
        Splits = [.. plan.Cases.GroupBy(c => c.SplitGiven).OrderBy(g => g.Key).Select(g => new SplitCount(g.Key, g.Count(), g.Select(c => c.Patient).Distinct().Count()))],
        Counts = [.. plan.Listing.Labels.Index().SelectMany(label => plan.Cases.GroupBy(c => c.SplitGiven).OrderBy(g => g.Key).Select(g => CountOf(label.Item, g.Key, [.. g.Select(c => c.Values[label.Index])])))],
        FirstRows = [.. plan.Cases.Take(Rows).Select(c => new PreviewRow(c.File, c.SplitGiven, c.View, c.Values, c.Boxes.Count))],
        Problems = plan.Listing.Problems,
    };

    private static LabelCount CountOf(string label, DatasetSplit split, IReadOnlyList<LabelValue> values) => new(
        label, split, values.Count(v => v == LabelValue.Positive), values.Count(v => v == LabelValue.Negative),
        values.Count(v => v == LabelValue.Uncertain), values.Count(v => v == LabelValue.Unmentioned));
}
