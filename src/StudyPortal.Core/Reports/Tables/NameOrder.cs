namespace StudyPortal.Core.Reports.Tables;

/// <summary>Shorter names first, then by code point, so that R2 comes before R10 and the order of the rows does not matter.</summary>
internal static class NameOrder
{
    public static List<string> Of(IEnumerable<string> names) =>
        [.. names.Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
}
