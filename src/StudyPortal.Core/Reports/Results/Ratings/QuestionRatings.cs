using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>All answers to one question with a scale.</summary>
/// <param name="Table">Those that enter the comparison of arms.</param>
/// <param name="All">Every one, with repeats, calibration, controls, withdrawn cases and "cannot judge".</param>
internal sealed record QuestionRatings(RatingTable Table, IReadOnlyList<RatingFacts> All, RatingScale Scale)
{
    public static QuestionRatings Of(AnalysisSet set, QuestionFacts question) => new(
        RatingTable.Of(set, question.Position),
        [.. set.Ratings.Where(rating => rating.Question == question.Position)],
        new RatingScale(question.Lowest, question.Lowest + question.Anchors.Count - 1));

    /// <summary>What stands behind the table, one answer a cell, in the order of each reader's places.</summary>
    public IEnumerable<RatingFacts> Compared() => All.Where(Table.Holds).OrderBy(rating => rating.Position);
}
