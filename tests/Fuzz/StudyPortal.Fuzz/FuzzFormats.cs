using StudyPortal.Fuzz.Formats;

namespace StudyPortal.Fuzz;

internal static class FuzzFormats
{
    /// <summary>Each with its share of the mutations.</summary>
    private static readonly (FuzzFormat Format, int Share)[] All =
    [
        (new DicomFormat(), 4), (new CodestreamFormat(), 3), (new PickleFormat(), 4), (new NiftiFormat(), 2), (new MetaFormat(), 2), (new CsvFormat(), 3), (new ZipFormat(), 2),
    ];

    public static string Names => string.Join(',', All.Select(each => each.Format.Name));

    /// <summary>The formats, each as often as its share.</summary>
    /// <param name="names">With commas between them.</param>
    /// <exception cref="ArgumentException">There is no format of one of the names.</exception>
    public static IReadOnlyList<FuzzFormat> Named(string names) => [.. names.Split(',').SelectMany(Shares)];

    private static IEnumerable<FuzzFormat> Shares(string name) => Array.Find(All, each => each.Format.Name == name) is { Format: not null } found
        ? Enumerable.Repeat(found.Format, found.Share)
        : throw new ArgumentException($"There is no format \"{name}\"; there are {Names}.");
}
