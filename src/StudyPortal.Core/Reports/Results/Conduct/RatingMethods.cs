using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Reports.Results;

/// <summary>What was done with the readers' answers.</summary>
internal sealed class RatingMethods(AnalysisSet set)
{
    public string Write(ReportResults results)
    {
        var rated = results.Questions.Where(question => question.Readers.Count > 0).ToList();
        if (rated.Count == 0) return MethodsText.Join(Marks(results));

        return MethodsText.Join(
            "Mean ratings and their differences have intervals of a bootstrap that draws cases and readers.",
            Comparison(rated),
            Models(rated),
            Agreement(rated),
            Reading(rated),
            Strata(results),
            Relations(results),
            Marks(results),
            results.Saliency.Any(arm => arm.Maps > 0) ? "The share of each map inside the lesion boxes is averaged over cases, with a bootstrap over cases." : "");
    }

    /// <summary>Empty where no question has the analysis.</summary>
    public static string OfMrmc(IReadOnlyList<MrmcResults> mrmc)
    {
        var done = mrmc.Where(each => each.Reason is null).ToList();
        if (done.Count == 0) return "";

        var margins = done.SelectMany(each => each.NonInferiority).Select(each => MethodsText.Text($"{each.Margin:0.####} at a one-sided {each.Alpha:0.####}")).Distinct().ToList();
        return MethodsText.Join(
            MethodsText.Text($"The ratings of question {string.Join(", ", done.Select(each => each.Question))} were taken as scores for the presence of the target label in {done[0].Positives} positive and {done[0].Negatives} negative cases."),
            "Readers' empirical areas were compared by Obuchowski and Rockette's analysis of variance (jackknife covariances) and by Dorfman, Berbaum and Metz's, both with Hillis's degrees of freedom, with readers and cases random, and with either of them fixed; Holm's correction over the pairs of arms.",
            done.Any(each => each.ObuchowskiRockette?.Dropped > each.LeftOut)
                ? "Cases with a missing rating were left out there; Gallas's one-shot U-statistics kept them."
                : "Gallas's one-shot U-statistics are given beside them.",
            margins.Count > 0 ? $"Non-inferiority was tested with a margin of {string.Join(" and ", margins)}." : "",
            done[0].Caveat);
    }

    private string Comparison(List<QuestionResults> rated)
    {
        if (!rated.Exists(question => question.Comparisons.Any(pair => pair.Cases > 0))) return "";

        var permutations = rated.Select(question => question.Permutation).FirstOrDefault(test => test?.PValue.Value is not null);
        return MethodsText.Join(
            "Arms were compared by Friedman's test with cases as blocks, a case's rating being the mean over its readers, with Nemenyi's and Conover's tests after it, and pair by pair by Wilcoxon's signed-rank test of the case means (Pratt's zeros, two-sided), beside Student's paired test and the sign test.",
            permutations is null ? "" : MethodsText.Text($"Friedman's test over all readers and cases has its p-value from {permutations.Permutations} permutations of the arms within cases."),
            $"Correction over the pairs of arms: {Correction()}.",
            "Effect sizes are the rank-biserial correlation, Cohen's dz and dav, Hedges's g and Cliff's delta.");
    }

    private string Correction() => (set.Registered?.Correction ?? PlannedCorrection.Holm) switch
    {
        PlannedCorrection.None => "none, as registered",
        PlannedCorrection.Bonferroni => "Bonferroni's, as registered",
        PlannedCorrection.BenjaminiHochberg => "Benjamini and Hochberg's, as registered",
        _ => set.Registered is null ? "Holm's" : "Holm's, as registered",
    };

    private static string Models(List<QuestionResults> rated) => MethodsText.Join(
        rated.Exists(question => question.MixedModel?.Satterthwaite.PValue.Value is not null)
            ? "A linear mixed model with arms fixed and crossed random readers and cases was fitted by REML to all ratings (degrees of freedom by Satterthwaite and by Kenward and Roger)."
            : "",
        rated.Exists(question => question.OrdinalModel?.LikelihoodRatio.PValue.Value is not null)
            ? "A proportional-odds model with the same random effects, by Laplace's approximation, takes the ratings as ordered categories."
            : "");

    private static string Agreement(List<QuestionResults> rated)
    {
        if (!rated.Exists(question => question.Readers.Count > 1)) return "";

        return "Agreement between readers is told by the intraclass correlations of Shrout and Fleiss, Krippendorff's alpha (bootstrap over maps), Fleiss's and Cohen's kappas and Gwet's coefficients (without, with linear and with quadratic weights), Kendall's W, the share of equal ratings, and Bland and Altman's limits for each pair of readers.";
    }

    private static string Reading(List<QuestionResults> rated) => MethodsText.Join(
        rated.Exists(question => question.IntraReader?.Maps > 0) ? "Agreement of readers with themselves comes from the maps shown twice." : "",
        rated.Exists(question => question.Controls?.Kinds.Count > 0) ? "Hidden controls were compared with the arms' maps of the same cases." : "",
        rated.Exists(question => question.Drift?.RatingPerHundredPlaces.Value is not null) ? "Drift is the slope, over the reader's order, of what a rating differs from the other readers' mean, and of the logarithm of the time." : "",
        rated.Exists(question => question.Times?.Arms.Any(arm => arm.Seconds.Times > 0) == true) ? "Times are seconds in view before the last answer." : "");

    private static string Strata(ReportResults results)
    {
        var kinds = (results.Strata ?? []).SelectMany(question => question.By).Where(groups => groups.Strata.Count > 0).Select(groups => groups.What).Distinct().ToList();
        var words = kinds.Select(kind => kind switch
        {
            StratumKind.TargetLabel => "target label",
            StratumKind.Truth => "truth",
            StratumKind.Outcome => "outcome of the arm's own model",
            StratumKind.SamplingStratum => "sampling stratum",
            StratumKind.Modality => "modality",
            _ => "reader",
        }).ToList();
        return words.Count == 0 ? "" : $"Ratings are told again by {string.Join(", ", words)}.";
    }

    private static string Relations(ReportResults results) =>
        (results.Relations ?? []).SelectMany(question => question.Relations).Any(relation => relation.Maps > 0)
            ? "Ratings were correlated with the measures of the maps by Spearman's rank correlation, of the means over readers with a bootstrap over cases, and within each reader."
            : "";

    private string Marks(ReportResults results) => (results.Overlaps ?? []).SelectMany(question => question.Arms).Any(arm => arm.Places > 0)
        ? MethodsText.Text($"Marks and maps were compared by the share of the map inside the marks, by whether its strongest value lies there, and by intersection over union; bootstrap over cases and the {set.Readers.Count} readers.")
        : "";
}
