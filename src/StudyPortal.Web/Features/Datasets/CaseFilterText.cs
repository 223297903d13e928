using Microsoft.AspNetCore.WebUtilities;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>A filter as it stands in an address; words that mean nothing filter nothing.</summary>
public static class CaseFilterText
{
    public const string Split = "split", Label = "label", Value = "value", View = "view", Modality = "modality", Review = "review", Text = "text";

    /// <summary>In an address, of the cases of which the source does not say: an empty word would be no filter.</summary>
    public const string NotStated = "-";

    public static CaseFilter Read(string? split, string? label, string? value, string? view, string? modality, string? review, string? text) => new(
        Known<DatasetSplit>(split),
        string.IsNullOrEmpty(label) ? null : label,
        string.IsNullOrEmpty(label) ? null : Known<LabelValue>(value) ?? LabelValue.Positive,
        Stated(view),
        Stated(modality),
        string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        Known<CaseReview>(review));

    /// <summary>The query, with its question mark; empty when nothing is filtered.</summary>
    public static string Write(CaseFilter filter) => QueryHelpers.AddQueryString("", new (string Name, string? Given)[]
    {
        (Split, filter.Split?.ToString()), (Label, filter.Label), (Value, filter.Label is null ? null : filter.Value?.ToString()),
        (View, Written(filter.View)), (Modality, Written(filter.Modality)), (Review, filter.Review?.ToString()), (Text, filter.Text),
    }.Where(pair => pair.Given is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Given)));

    private static T? Known<T>(string? word) where T : struct, Enum => Enum.TryParse<T>(word, out var known) && Enum.IsDefined(known) ? known : null;

    private static string? Stated(string? word) => string.IsNullOrEmpty(word) ? null : word == NotStated ? "" : word;

    private static string? Written(string? word) => word is "" ? NotStated : word;
}
