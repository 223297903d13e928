using System.Globalization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>An analysis plan in words.</summary>
internal static class PlanWords
{
    public static string Endpoint(PrimaryEndpoint endpoint) =>
        endpoint == PrimaryEndpoint.RatingDifference ? "Difference of mean ratings" : "No loss of AUC (non-inferiority)";

    public static string Test(PlannedTest test) => test switch
    {
        PlannedTest.WilcoxonOnCaseMeans => "Wilcoxon signed-rank test of case means",
        PlannedTest.MixedModel => "Linear mixed model, readers and cases crossed",
        PlannedTest.ObuchowskiRockette => "Obuchowski-Rockette, AUC of the readers' ratings",
        _ => "DeLong, AUC of the models' scores",
    };

    public static string Correction(PlannedCorrection correction) => correction switch
    {
        PlannedCorrection.None => "none",
        PlannedCorrection.BenjaminiHochberg => "Benjamini-Hochberg",
        _ => correction.ToString(),
    };

    public static string Pair(PlannedPair pair, PrimaryEndpoint endpoint, StudyDetail study) => endpoint == PrimaryEndpoint.RatingDifference
        ? $"{Arm(pair.First, study)} − {Arm(pair.Second, study)}"
        : $"{Arm(pair.First, study)} no worse than {Arm(pair.Second, study)}";

    public static IEnumerable<(string What, string Value)> Facts(RegisteredPlan plan, StudyDetail study)
    {
        yield return ("Primary endpoint", Endpoint(plan.Endpoint));
        yield return ("Test", Test(plan.Test));
        if (plan.Question is { } position) yield return ("Question", $"{position}. {study.Questions[position - 1].Prompt}");
        yield return ("Models compared", plan.Pairs.Count == 0 ? "every model with every other" : string.Join("; ", plan.Pairs.Select(pair => Pair(pair, plan.Endpoint, study))));
        if (plan.Margin is { } margin) yield return ("Margin", Number(margin));
        yield return ("Alpha", $"{Number(plan.Alpha)} two-sided{(plan.Margin is null ? "" : $", so {Number(plan.Alpha / 2)} one-sided")}; correction over the pairs: {Correction(plan.Correction)}");
        yield return ("Bootstrap", string.Create(CultureInfo.InvariantCulture, $"{plan.BootstrapReplicates} replicates, seed {plan.Seed}"));
    }

    private static string Arm(int ordinal, StudyDetail study)
    {
        var arm = study.Arms.Single(each => each.Ordinal == ordinal);
        return arm.Variant == ModelVariant.DualBn ? $"{arm.Model} ({StudyWords.Branch(arm.Branch)})" : arm.Model;
    }

    private static string Number(double number) => number.ToString("0.#####", CultureInfo.InvariantCulture);
}
