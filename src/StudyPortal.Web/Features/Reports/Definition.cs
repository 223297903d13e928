using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Web.Features.Reports;

/// <summary>What a number of a report is.</summary>
internal sealed record Definition(string Term, string Text)
{
    /// <summary>Of the numbers that this report has, in the order of its page.</summary>
    public static IEnumerable<Definition> Of(ReportResults results) =>
    [
        .. OfRatings(results),
        .. results.Questions.Any(question => question.AgreementTables is not null) ? OfAgreement : OfAgreementInShort,
        .. results.Questions.Any(question => question.IntraReader is { Maps: > 0 }) ? OfRepeats : [],
        .. results.Questions.Any(question => question.Controls is { Kinds.Count: > 0 }) ? OfControls : [],
        .. results.Mrmc?.Any(question => question.Reason is null) == true ? OfReaderAreas : [],
        .. results.Relations is { Count: > 0 } ? OfRelations : [],
        .. results.Questions.Any(question => question.Drift is not null) ? OfReading : [],
        .. results.Classification.Count > 0 ? OfModels : [],
        .. results.Classification.SelectMany(condition => condition.Models).SelectMany(model => model.Labels).Any(label => label.Details is not null) ? OfLabels : [],
        .. results.Robustness is { Count: > 0 } ? OfRobustness : [],
        .. OfMaps,
    ];

    private static IEnumerable<Definition> OfRatings(ReportResults results)
    {
        yield return new("Mean", $"Of the single ratings; percentile interval of {results.Plan.BootstrapReplicates} bootstrap samples that draw cases and readers together, seed {results.Plan.BootstrapSeed}.");
        yield return new("SD", "Of the single ratings, n − 1.");
        yield return new("Friedman", "Cases are the blocks; what a case got for a model is the mean over its readers. Corrected for ties. Iman and Davenport's F is the better approximation. Kendall's W is the effect size, 0 to 1.");
        yield return new("Wilcoxon", "Signed rank of the same case means, zeros after Pratt, two-sided, exact where it can be enumerated.");
        yield return new("Rank-biserial", "Effect size of Wilcoxon's test, −1 to 1 (Kerby 2014); interval on Fisher's z scale. Hodges-Lehmann: the median of the pairwise averages of the differences.");
        if (results.Questions.All(question => question.PostHoc is null)) yield break;
        yield return new("Permutation", "Friedman's test with a block for each reader and case; the models change places within a case for all of its readers at once. p = (1 + as extreme) / (1 + all).");
        yield return new("Nemenyi, Conover", "After Friedman: Nemenyi's p-values hold for all pairs at once (studentized range, infinite degrees of freedom); Conover's are of one pair alone, aware of ties, then corrected.");
        yield return new("Cohen's dz, Hedges's gz", "Mean difference of the case means over the standard deviation of the differences; noncentral t interval. gz is corrected for few cases.");
        yield return new("Cohen's dav", "Mean difference over the root mean square of the two standard deviations; interval by bootstrap.");
        yield return new("Cliff's δ", "Share of pairs of cases in which the first model's mean is higher minus the share in which it is lower; its interval takes the models for independent groups.");
        yield return new("Paired t, sign", "On the same case means. Sign test exact; share with Clopper and Pearson's interval, median with the order-statistic interval.");
        yield return new("Mixed model", "rating = model + reader + case + residual; readers, cases and residuals random and normal, by REML from every rating. Satterthwaite's degrees of freedom; Kenward and Roger's beside them.");
        yield return new("Ordinal model", "Proportional odds with the same random effects, maximum likelihood by Laplace's approximation. Odds ratio: odds of a rating above any point, first model over second; Wald intervals.");
    }

    private static readonly Definition[] OfAgreementInShort =
    [
        new("ICC(2,1), ICC(2,k)", "Absolute agreement of single readers and of the mean of all readers (Shrout and Fleiss 1979); intervals of McGraw and Wong 1996. Only maps that every reader rated. A negative estimate stays negative."),
        new("Krippendorff's α", "Ordinal here; every map with two ratings or more; percentile interval over maps."),
        new("Kendall's W", "Concordance of the readers' rankings of the maps that all rated, corrected for ties; no agreement is 0, the same ranking 1."),
        new("Exact, within 1", "Share of maps on which two readers give the same rating, or ratings one point apart; mean over the pairs of readers."),
    ];

    private static readonly Definition[] OfAgreement =
    [
        .. OfAgreementInShort,
        new("ICC, six forms", "Form 1: readers differ from map to map; 2: readers random; 3: these readers. ,1: one reader; ,k: the mean of all. A is agreement, C consistency in McGraw and Wong's names. By REML: from the variances, every rating counts."),
        new("α, other levels", "Nominal: any difference counts alike; interval: squared difference; ratio: squared relative difference."),
        new("Fleiss's κ", "Agreement beyond chance with the readers' pooled shares as chance (Fleiss 1971); its standard error holds for κ = 0 only, so the interval given is that of Gwet's form, t over maps."),
        new("Gwet's AC1, AC2", "Chance agreement that does not grow with a lopsided use of the scale (Gwet 2008, 2014): AC1 without weights, AC2 with them; t interval over maps."),
        new("Cohen's κ", "Of two readers; interval of Fleiss, Cohen and Everitt 1969. Weights by the distance on the declared scale: linear, or quadratic. Mean over pairs: Light's κ."),
        new("Limits of agreement", "Bland and Altman: mean difference ∓ 1.96 standard deviations. Proportional bias: correlation of the difference with the pair's mean."),
    ];

    private static readonly Definition[] OfRepeats =
    [
        new("Readers against themselves", "First and second rating of the same map in the place of two readers. Means over the readers for whom a coefficient is defined; percentile interval of a bootstrap that draws maps."),
    ];

    private static readonly Definition[] OfControls =
    [
        new("Hidden controls", "A control counts where its reader rated it and a model's map of the same case. Percentile interval over cases and readers. Discrimination: share of pairs of one map and one control whose map is rated higher, ties one half; DeLong's interval takes the maps for independent."),
    ];

    private static readonly Definition[] OfReaderAreas =
    [
        new("Obuchowski-Rockette", "Analysis of variance of the readers' empirical areas with jackknife covariances and Hillis's degrees of freedom. Random readers and cases speak for other readers and other cases. A negative component stays negative."),
        new("Dorfman-Berbaum-Metz", "The same by pseudovalues, with Hillis's degrees of freedom."),
        new("One-shot", "Gallas's U-statistics: every comparison made counts once, so cases with gaps stay in."),
    ];

    private static readonly Definition[] OfRelations =
    [
        new("Spearman's ρ", "Rank correlation of the rating of a map and a measure of it. Of mean ratings with a percentile interval over cases; within one reader and model with that of Bonett and Wright 2000."),
    ];

    private static readonly Definition[] OfReading =
    [
        new("Drift", "Least-squares slope over the places of a reader's order, times 100: of the rating minus the other readers' mean of the same map, and of the natural logarithm of the seconds. Mean of the readers' slopes with the t interval over readers. Thirds by count."),
        new("Time", "Seconds in view before the last answer; a time of 0 was not recorded and is left out. Quartiles of type 7."),
    ];

    private static readonly Definition[] OfModels =
    [
        new("AUC", "Empirical, a tie counts one half; DeLong 1988 interval clipped to 0..1; paired DeLong tests, Holm per label. A finding that the source does not mention counts as absent; uncertain cases are left out."),
        new("Macro, micro", "Mean over the labels that have both classes, normal interval of a jackknife over cases; all labels pooled."),
        new("Sensitivity, specificity", "At the threshold with the largest Youden index on these same cases, so optimistic; Wilson's intervals."),
    ];

    private static readonly Definition[] OfLabels =
    [
        new("Bootstrap", "Stratified by truth, one draw of the cases for all models; p-value two-sided normal."),
        new("Non-inferiority", "One-sided: (difference + margin) / standard error, DeLong's for one label, a jackknife's over cases for the mean. Interval of coverage 1 − 2α."),
        new("Average precision", "Precision at every distinct score, weighted by the recall that it adds. A model that knows nothing reaches the prevalence."),
        new("Brier score, skill", "Mean squared difference of probability and truth; skill = 1 − score / (prevalence × (1 − prevalence))."),
        new("ECE, MCE", "Mean and largest absolute gap of predicted and observed over ten bins of equal width."),
        new("Slope, intercept, in the large", "Of the logistic recalibration: a slope below 1 means predictions too extreme; in the large is the intercept with the slope held at 1, 0 is right."),
        new("Partial AUC", "Area where specificity lies in the range; McClish's standardised value is one half for chance and 1 for perfect."),
        new("Binormal", "Smooth curve by maximum likelihood: sensitivity = Φ(a + b Φ⁻¹(1 − specificity)). Below the crossing it runs under chance."),
    ];

    private static readonly Definition[] OfRobustness =
    [
        new("Robustness", "Mean area against the radius ε of a PGD attack, in units of the [0,1] image; area under that curve by trapezoids, divided by its range. How far: the largest ε up to which the lower end of every interval lies above the value."),
    ];

    private static readonly Definition[] OfMaps =
    [
        new("Inside the lesion", "Share of the absolute map, and of the image, inside the lesion boxes; a map that knows nothing has both alike. Percentile interval over maps."),
        new("Maps and marks", "Share of the absolute map, and of the image, inside what the reader marked; whether the map's strongest value lies there (pointing game); intersection over union of the marks and as many of the strongest pixels as they cover. A point stands for a disc of 5 % of the image's shorter side. Percentile interval over cases and readers."),
    ];
}
