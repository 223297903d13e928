using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>A table of the bundle, made when it is asked for.</summary>
/// <param name="Name">Of its files, without the ending.</param>
/// <param name="Content">What is in it, in a few words.</param>
internal sealed record StudyTable(string Name, string Content, Func<Table> Make);

internal static class StudyTables
{
    /// <summary>Every table of the frozen study; one that the set has nothing for is not listed.</summary>
    public static IEnumerable<StudyTable> Of(AnalysisSet set)
    {
        yield return new("ratings", "every rating, one row each", () => RatingTables.Long(set));
        yield return new("ratings_wide", "one row per map, one column per reader", () => RatingTables.Wide(set));
        if (set.Answers is { Count: > 0 })
            yield return new("answers", "every answer to a question without a scale, one row each", () => AnswerTables.Answers(set));
        if (set.Overlaps is { Count: > 0 })
            yield return new("marks", "how the map of each place agrees with what its reader marked", () => AnswerTables.Overlaps(set));
        yield return new("exclusions", "every place that gives no number, and why", () => RatingTables.Exclusions(set));
        yield return new("predictions", "every prediction of the arms' models", () => PredictionTable.Of(set));
        yield return new("maps", "every map of the study, one row each", () => RatingTables.Maps(set));
        if (set.History is not null)
            yield return new("history", "every change of every answer, with its times and what was in view", () => AnswerTables.History(set));
        if (set.Places is not null)
            yield return new("orders", "every place of every reader's order, answered or not", () => ReadingTables.Orders(set));
        if (set.Participants is not null)
            yield return new("participants", "each reader's part in the study", () => ReadingTables.Participants(set));
    }
}
