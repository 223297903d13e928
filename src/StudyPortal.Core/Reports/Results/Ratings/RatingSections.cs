using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The sections that hold the ratings of one question against what else is known of the maps.</summary>
internal static class RatingSections
{
    public static MrmcResults Mrmc(AnalysisSet set, QuestionFacts question)
    {
        var table = RatingTable.Of(set, question.Position);
        return new MrmcAnalysis(table, TruthTable.Of(set, table.Cases), NonInferiorityRule.Of(set), set.Plan.Confidence).Run(question.Position, question.Prompt);
    }

    public static StratifiedRatings Strata(AnalysisSet set, QuestionFacts question, CancellationToken cancellationToken) =>
        new StratumAnalysis(set, QuestionRatings.Of(set, question)).Run(question.Position, question.Prompt, cancellationToken);

    public static MapRelations Relations(AnalysisSet set, QuestionFacts question, CancellationToken cancellationToken) =>
        new MapRelationAnalysis(set, RatingTable.Of(set, question.Position)).Run(question.Position, question.Prompt, cancellationToken);
}
