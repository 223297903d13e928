using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Parts the report into what was registered and what was not.</summary>
internal sealed class PlannedAnalysis(AnalysisSet set, CancellationToken cancellationToken)
{
    /// <param name="own">The models on the study's own data set.</param>
    /// <param name="external">On others.</param>
    /// <param name="mrmc">Of every question.</param>
    public PlannedResults Run(IReadOnlyList<ConditionResults> own, IReadOnlyList<ExternalResults> external, IReadOnlyList<MrmcResults> mrmc) => new(
        set.Registered,
        set.Registration,
        Statement(),
        set.Registered is { } plan ? new PlannedTestRun(set, plan, cancellationToken).Run(own, mrmc) : [],
        [.. OfRatings(), .. OfReaders(mrmc), .. OfModels(own, external)]);

    private string Statement()
    {
        if (set.Registered is not { } plan) return "No analysis plan was registered before the study opened: every test of this report is exploratory.";

        var when = set.Registration is { } registration
            ? string.Create(CultureInfo.InvariantCulture, $" on {registration.AtUtc:yyyy-MM-dd HH:mm} UTC (SHA-256 {registration.Sha256})")
            : "";
        return $"The analysis was registered{when} before the study opened. The primary test is the {PlannedTestRun.Word(plan.Test)}; everything else is exploratory.";
    }

    private IEnumerable<string> OfRatings()
    {
        foreach (var question in set.Study.Questions.Where(question => question.Kind == QuestionFacts.Scale))
        {
            var tests = new List<string> { "Friedman's test" };
            if (!IsPrimary(PlannedTest.WilcoxonOnCaseMeans, question)) tests.Add("Wilcoxon's tests");
            if (!IsPrimary(PlannedTest.MixedModel, question)) tests.Add("the mixed model");
            yield return $"question {question.Position}: {string.Join(", ", tests)} and every other comparison of the arms' ratings";
            yield return $"question {question.Position}: agreement, ratings by stratum, and their relation to the maps";
        }
    }

    private IEnumerable<string> OfReaders(IReadOnlyList<MrmcResults> mrmc) =>
        from each in mrmc
        where each.Reason is null
        let isPrimary = set.Registered?.Test == PlannedTest.ObuchowskiRockette && set.Registered.Question == each.Question
        select $"question {each.Question}: readers' ROC areas{(isPrimary ? ", but for the registered test" : "")}";

    private IEnumerable<string> OfModels(IReadOnlyList<ConditionResults> own, IReadOnlyList<ExternalResults> external)
    {
        if (own.Count > 0) yield return set.Registered?.Test == PlannedTest.DeLong
            ? "the models on the study's data set, but for the registered test on clean images"
            : "the models on the study's data set, with their comparison and non-inferiority";
        if (external.Count > 0) yield return "the models on other data sets";
    }

    private bool IsPrimary(PlannedTest test, QuestionFacts question) => set.Registered?.Test == test && set.Registered.Question == question.Position;
}
