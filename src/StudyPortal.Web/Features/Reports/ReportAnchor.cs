using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Web.Features.Reports;

/// <summary>A section of the page, as its table of contents names it.</summary>
/// <param name="Id">Of the section or of the heading of the part.</param>
internal sealed record ReportAnchor(string Id, string Title, IReadOnlyList<ReportAnchor> Parts)
{
    private ReportAnchor(string id, string title) : this(id, title, [])
    {
    }

    /// <summary>Every section that a page of these results has, in its order.</summary>
    public static IReadOnlyList<ReportAnchor> Of(ReportResults results) =>
    [
        new("summary", "Summary"),
        .. If(results.Limitations is not null, "limitations", "Limitations"),
        .. If(results.Planned is not null, "plan", "Plan"),
        .. If(results.Flow is not null, "participants", "Participants"),
        .. results.Questions.Select(question => OfQuestion(results, question)),
        new("models", "Models", [.. OfModels(results)]),
        new("maps", "Maps", [new("maps-lesions", "Inside the lesion"), .. If(results.Overlaps is { Count: > 0 }, "maps-marks", "Readers' marks")]),
        .. If(results.Methods is not null, "methods", "Methods"),
        new("definitions", "Definitions"),
        new("provenance", "Provenance"),
        new("files", "Files"),
    ];

    private static ReportAnchor OfQuestion(ReportResults results, QuestionResults question)
    {
        var id = FormattableString.Invariant($"q{question.Question}");
        return new(
            id,
            FormattableString.Invariant($"Question {question.Question}"),
            [
                new(id + "-ratings", "Ratings"),
                new(id + "-comparison", "Comparison"),
                .. If(question.MixedModel is not null, id + "-models", "Mixed and ordinal model"),
                new(id + "-agreement", "Agreement"),
                .. If(question.IntraReader is not null, id + "-repeats", "Against themselves"),
                .. If(results.Strata?.Any(each => each.Question == question.Question) == true, id + "-strata", "By stratum"),
                .. If(question.Controls is not null, id + "-controls", "Hidden controls"),
                .. If(results.Mrmc?.Any(each => each.Question == question.Question) == true, id + "-areas", "Readers' ROC areas"),
                .. If(results.Relations?.Any(each => each.Question == question.Question) == true, id + "-maps", "Ratings and the map"),
                .. If(question.Drift is not null, id + "-drift", "Drift"),
                .. If(question.Times is not null, id + "-times", "Time per case"),
            ]);
    }

    private static IEnumerable<ReportAnchor> OfModels(ReportResults results) =>
    [
        .. If(results.Classification.Any(each => each.Condition.IsClean), "models-clean", "Clean images"),
        .. If(results.Classification.Any(each => !each.Condition.IsClean), "models-attacked", "Under attack"),
        .. If(results.Robustness is { Count: > 0 }, "models-robustness", "Robustness"),
        .. If(results.External is { Count: > 0 }, "models-external", "Other data sets"),
    ];

    private static IEnumerable<ReportAnchor> If(bool isThere, string id, string title)
    {
        if (isThere) yield return new(id, title);
    }
}
