using Microsoft.AspNetCore.WebUtilities;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>A filter as it stands in an address; words that mean nothing filter nothing.</summary>
internal static class CaseFilterText
{
    public static CaseFilter Read(string? split, string? label, string? value) => new(
        Enum.TryParse<DatasetSplit>(split, out var wanted) ? wanted : null,
        string.IsNullOrEmpty(label) ? null : label,
        string.IsNullOrEmpty(label) ? null : Enum.TryParse<LabelValue>(value, out var given) ? given : LabelValue.Positive);

    /// <summary>The query, with its question mark; empty when nothing is filtered.</summary>
    public static string Write(string? split, string? label, string? value) => QueryHelpers.AddQueryString("", new[]
    {
        KeyValuePair.Create("split", split), KeyValuePair.Create("label", label), KeyValuePair.Create("value", string.IsNullOrEmpty(label) ? null : value),
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));
}
