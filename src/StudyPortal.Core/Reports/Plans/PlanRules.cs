using System.Globalization;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Reports.Plans;

/// <summary>What an analysis plan must be to fit its study; each problem begins with the field it is about.</summary>
internal static class PlanRules
{
    private const double Half = 0.5;
    private const int FewestReplicates = 1000, MostReplicates = 100_000;

    /// <param name="plan">As its author chose it.</param>
    /// <param name="forms">Of the study's questions, in the order of their positions.</param>
    /// <param name="arms">How many the study has.</param>
    public static IEnumerable<string> Problems(RegisteredPlan plan, IReadOnlyList<AnswerForm> forms, int arms)
    {
        if (IsOfRatings(plan.Test) != (plan.Endpoint == PrimaryEndpoint.RatingDifference))
            yield return plan.Endpoint == PrimaryEndpoint.RatingDifference
                ? "Test: a difference of ratings is tested by Wilcoxon's test or by the mixed model."
                : "Test: non-inferiority of an area is tested by Obuchowski and Rockette's or by DeLong's test.";
        if (QuestionProblem(plan, forms) is { } question) yield return $"Question: {question}";
        if (ArmsProblem(plan, arms) is { } pairs) yield return $"Arms: {pairs}";
        if (plan.Endpoint == PrimaryEndpoint.AreaNonInferiority && plan.Margin is not (> 0 and < Half))
            yield return "Margin: non-inferiority needs the largest loss of area that is still no loss, above 0 and below 0.5; for example 0.05.";
        if (plan.Endpoint == PrimaryEndpoint.RatingDifference && plan.Margin is not null)
            yield return "Margin: a difference of ratings is tested without one; leave it empty.";
        if (plan.Alpha is not (> 0 and < Half)) yield return "Alpha: a number above 0 and below 0.5; 0.05 is usual.";
        if (plan.BootstrapReplicates is < FewestReplicates or > MostReplicates)
            yield return string.Create(CultureInfo.InvariantCulture, $"Bootstrap replicates: from {FewestReplicates} to {MostReplicates}; {RegisteredPlan.UsualReplicates} is usual.");
    }

    private static bool IsOfRatings(PlannedTest test) => test is PlannedTest.WilcoxonOnCaseMeans or PlannedTest.MixedModel;

    private static string? QuestionProblem(RegisteredPlan plan, IReadOnlyList<AnswerForm> forms)
    {
        if (plan.Test == PlannedTest.DeLong) return plan.Question is null ? null : "DeLong's test takes the models' own scores; choose no question.";
        if (plan.Question is not { } position) return "choose the question whose ratings are tested.";
        if (position < 1 || position > forms.Count) return $"there is no question {position}; the study has questions 1 to {forms.Count}.";
        return forms[position - 1] is ScaleForm ? null : $"question {position} has no scale; choose one whose answers are ratings.";
    }

    private static string? ArmsProblem(RegisteredPlan plan, int arms)
    {
        var pairs = plan.Pairs;
        if (plan.Endpoint == PrimaryEndpoint.AreaNonInferiority && pairs.Count == 0) return "choose which arm is to be no worse than which.";
        if (arms < 2) return "the study has one arm; there is nothing to compare.";
        if (pairs.FirstOrDefault(pair => pair.First < 0 || pair.Second < 0 || pair.First >= arms || pair.Second >= arms) is { } outside)
            return $"{Word(outside)} names an arm that is not one of 0 to {arms - 1}.";
        if (pairs.FirstOrDefault(pair => pair.First == pair.Second) is { } same) return $"{Word(same)} compares an arm with itself.";
        return pairs.GroupBy(pair => (Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second))).FirstOrDefault(group => group.Count() > 1)
            is { } twice ? $"{Word(twice.First())} is there twice." : null;
    }

    private static string Word(PlannedPair pair) => $"the pair {pair.First} and {pair.Second}";
}
