namespace StudyPortal.Core.Datasets;

/// <summary>The labels that a person wants of those that a published set has.</summary>
internal static class LabelChoice
{
    /// <exception cref="DatasetFormatException">One is not among them.</exception>
    public static IEnumerable<string> Of(IReadOnlyList<string> all, IReadOnlyList<string>? chosen, string file) => chosen is null
        ? all
        : chosen.Select(title => all.FirstOrDefault(label => label.Equals(title.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new DatasetFormatException(file, null, $"E_CSV_SCHEMA: There is no label \"{title}\"; the labels are {string.Join(", ", all)}.")).Distinct();
}
