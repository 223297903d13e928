namespace StudyPortal.Core.Reports.Results;

/// <summary>A part of the computation, as the progress names it.</summary>
/// <param name="Weight">Its usual share of the time, in hundredths of what one question takes.</param>
internal sealed record ReportSection(string Name, int Weight)
{
    public static readonly ReportSection Means = new("means", 10);
    public static readonly ReportSection Comparison = new("comparison of arms", 25);
    public static readonly ReportSection Agreement = new("agreement", 30);
    public static readonly ReportSection Repeats = new("repeats", 10);
    public static readonly ReportSection MixedModel = new("mixed model", 5);
    public static readonly ReportSection OrdinalModel = new("ordinal model", 10);
    public static readonly ReportSection Controls = new("controls", 5);
    public static readonly ReportSection Drift = new("drift and times", 5);
    public static readonly ReportSection ReadersAreas = new("readers' ROC areas", 5);
    public static readonly ReportSection Strata = new("ratings by stratum", 15);
    public static readonly ReportSection Relations = new("ratings and maps", 10);

    public static readonly ReportSection Classification = new("classification", 20);
    public static readonly ReportSection Saliency = new("maps in lesions", 5);
    public static readonly ReportSection Overlaps = new("maps and marks", 5);
    public static readonly ReportSection External = new("external test sets", 20);

    private static readonly ReportSection[] OfQuestion =
        [Means, Comparison, Agreement, Repeats, MixedModel, OrdinalModel, Controls, Drift, ReadersAreas, Strata, Relations];
    private static readonly ReportSection[] OfStudy = [Classification, Saliency, Overlaps, External];

    public static int WeightOf(int questions) => (questions * OfQuestion.Sum(section => section.Weight)) + OfStudy.Sum(section => section.Weight);
}
