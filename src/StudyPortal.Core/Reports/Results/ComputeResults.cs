using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports.Results;

/// <summary>From the analysis set to every number of the report; touches no database and no clock.</summary>
public static class ComputeResults
{
    public static ReportResults From(AnalysisSet set, BlobHash hash, CancellationToken cancellationToken) => new(
        hash.Value,
        Core.SoftwareVersion.Current,
        set.Plan,
        set.Study,
        set.Arms,
        set.Readers,
        set.Items.Where(item => item.IsCompared).Select(item => (item.Case, item.TargetLabel)).Distinct().Count(),
        [.. set.Exclusions.GroupBy(e => e.Reason).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ExclusionCount(group.Key, group.Count()))],
        [.. set.Study.Questions.Where(question => question.Kind == QuestionFacts.Scale).Select(question => Question(set, question, cancellationToken))],
        ModelSections.Own(set, cancellationToken),
        new SaliencyAnalysis(set).Run(cancellationToken),
        new OverlapAnalysis(set).Run(cancellationToken),
        ModelSections.Robustness(set),
        ModelSections.External(set, cancellationToken));

    private static QuestionResults Question(AnalysisSet set, QuestionFacts question, CancellationToken cancellationToken) =>
        new RatingAnalysis(RatingTable.Of(set, question.Position), new RatingScale(question.Lowest, question.Lowest + question.Anchors.Count - 1), set.Plan).Run(question.Position, question.Prompt, cancellationToken);
}
