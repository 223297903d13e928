using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>What a data set holds before an import adds to it.</summary>
internal sealed class PresentSet
{
    private readonly HashSet<string> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DatasetSplit> _patients = new(StringComparer.Ordinal);
    private readonly Dictionary<BlobHash, (int Number, DatasetSplit Split)> _pixels = [];

    private PresentSet(Dataset dataset) => Dataset = dataset;

    public Dataset Dataset { get; }

    /// <summary>Some of its cases do not say which file of the source they are.</summary>
    public bool HasCasesWithoutSource { get; private set; }

    /// <summary>Null when no data set has the name.</summary>
    public static async Task<PresentSet?> ReadAsync(PortalDb db, string name, CancellationToken cancellationToken)
    {
        if (await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Name == name, cancellationToken) is not { } dataset) return null;
        var present = new PresentSet(dataset);
        var cases = db.Set<Case>().AsNoTracking().Where(c => c.DatasetId == dataset.Id).Select(c => new { c.Number, c.SourceKey, c.Patient, c.Split, c.Pixels });
        await foreach (var row in cases.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (row.SourceKey is null) present.HasCasesWithoutSource = true;
            else present._sources.Add(row.SourceKey);
            present._patients[row.Patient] = row.Split;
            present._pixels.TryAdd(row.Pixels, (row.Number, row.Split));
        }

        return present;
    }

    public bool HasSource(string key) => _sources.Contains(key);

    /// <summary>Where the patient's cases are; null for one who has none.</summary>
    public DatasetSplit? SplitOf(string pseudonym) => _patients.TryGetValue(pseudonym, out var split) ? split : null;

    /// <summary>The case that has these very pixels; null when none has.</summary>
    public (string Where, DatasetSplit Split)? SameAs(BlobHash pixels) => _pixels.TryGetValue(pixels, out var found) ? ($"case {found.Number} of the data set", found.Split) : null;
}
