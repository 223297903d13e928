using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Counts readers, places and ratings from the start to the analysis.</summary>
internal sealed class FlowAnalysis(AnalysisSet set)
{
    private readonly List<RatingFacts> _analysed = [.. Analysed(set)];

    public FlowResults Run() => new(
        set.Readers.Count,
        set.Participants?.Count(reader => reader.RemovedUtc is not null),
        set.Participants?.Count(reader => reader.SignedUtc is not null),
        set.Items.Where(item => item.IsCompared).Select(item => (item.Case, item.TargetLabel)).Distinct().Count(),
        set.Items.Count(item => item.IsCompared),
        set.Items.Count(item => item is { Withdrawn: true, IsCalibration: false, Control: null }),
        set.Places?.Count(place => place.IsPilot),
        Places(),
        [.. Scales().Select(question => new QuestionFlow(question, _analysed.Count(r => r.Question == question), Counts(set.Exclusions.Where(e => e.Question == question))))],
        [.. set.Readers.Select(Reader)]);

    private IEnumerable<int> Scales() => set.Study.Questions.Where(question => question.Kind == QuestionFacts.Scale).Select(question => question.Position);

    private List<PlaceCount> Places()
    {
        var answered = (set.History ?? []).Where(change => !change.IsPilot).Select(change => (change.Reader, change.Position)).ToHashSet();
        return
        [
            .. from place in set.Places ?? []
               where !place.IsPilot
               group place by place.Purpose into same
               orderby same.Key
               select new PlaceCount(
                   same.Key, same.Count(), same.Count(place => answered.Contains((place.Reader, place.Position))), same.Count(place => place.Withdrawn)),
        ];
    }

    private ReaderFlow Reader(string code)
    {
        var facts = set.Participants?.SingleOrDefault(reader => reader.Reader == code);
        return new ReaderFlow(
            code, facts?.JoinedUtc, facts?.RemovedUtc, facts?.SignedUtc, facts?.FirstAnswerUtc, facts?.LastAnswerUtc, facts?.Places, facts?.Answered,
            _analysed.Count(rating => rating.Reader == code), Counts(set.Exclusions.Where(exclusion => exclusion.Reader == code)));
    }

    private static List<ExclusionCount> Counts(IEnumerable<ExclusionFacts> exclusions) =>
        [.. exclusions.GroupBy(e => e.Reason).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ExclusionCount(group.Key, group.Count()))];

    private static IEnumerable<RatingFacts> Analysed(AnalysisSet set)
    {
        var compared = set.Items.Where(item => item.IsCompared).Select(item => item.Key).ToHashSet();
        return set.Ratings.Where(rating => rating is { IsMain: true, Score: not null } && compared.Contains(rating.Item));
    }
}
