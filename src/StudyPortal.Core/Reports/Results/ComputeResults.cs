using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports.Results;

/// <summary>From the analysis set to every number of the report; touches no database and no clock.</summary>
public static class ComputeResults
{
    public static ReportResults From(AnalysisSet set, BlobHash hash, CancellationToken cancellationToken) => From(set, hash, null, cancellationToken);

    /// <param name="set">The frozen study.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="progress">Told before each section; null where nobody looks.</param>
    /// <param name="cancellationToken">Stops within the long sections too.</param>
    public static ReportResults From(AnalysisSet set, BlobHash hash, IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
    {
        var numbers = Numbers(set, hash, progress, cancellationToken);
        var (own, external, mrmc) = (numbers.Classification, numbers.External ?? [], numbers.Mrmc ?? []);
        var results = numbers with
        {
            Flow = new FlowAnalysis(set).Run(),
            Planned = new PlannedAnalysis(set, cancellationToken).Run(own, external, mrmc),
            Limitations = new LimitationRules(set).Run(own, mrmc, numbers.Questions),
        };
        return results with { Methods = new MethodsText(set).Write(results) };
    }

    private static ReportResults Numbers(AnalysisSet set, BlobHash hash, IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
    {
        var scales = set.Study.Questions.Where(question => question.Kind == QuestionFacts.Scale).ToList();
        var steps = new ReportSteps(progress, ReportSection.WeightOf(scales.Count), cancellationToken);
        var correction = set.Registered?.Correction ?? PlannedCorrection.Holm;
        return new ReportResults(
            hash.Value,
            Core.SoftwareVersion.Current,
            set.Plan,
            set.Study,
            set.Arms,
            set.Readers,
            set.Items.Where(item => item.IsCompared).Select(item => (item.Case, item.TargetLabel)).Distinct().Count(),
            [.. set.Exclusions.GroupBy(e => e.Reason).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ExclusionCount(group.Key, group.Count()))],
            [.. scales.Select(question => new RatingAnalysis(QuestionRatings.Of(set, question), set.Plan, correction, steps).Run(question.Position, question.Prompt))],
            steps.Run(ReportSection.Classification, () => ModelSections.Own(set, cancellationToken)),
            steps.Run(ReportSection.Saliency, () => new SaliencyAnalysis(set).Run(cancellationToken)),
            steps.Run(ReportSection.Overlaps, () => new OverlapAnalysis(set).Run(cancellationToken)),
            ModelSections.Robustness(set),
            steps.Run(ReportSection.External, () => ModelSections.External(set, cancellationToken)),
            [.. scales.Select(question => steps.Run(ReportSection.ReadersAreas, () => RatingSections.Mrmc(set, question)))],
            [.. scales.Select(question => steps.Run(ReportSection.Strata, () => RatingSections.Strata(set, question, cancellationToken)))],
            [.. scales.Select(question => steps.Run(ReportSection.Relations, () => RatingSections.Relations(set, question, cancellationToken)))]);
    }
}
