using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The ratings that enter the analysis of one question, as tables of cases x readers or cases x arms.</summary>
internal sealed class RatingTable
{
    private readonly Dictionary<RatedMap, int> _ratings;

    /// <param name="arms">Their ordinals.</param>
    /// <param name="readers">In the order of the columns; one who rated nothing gets no column.</param>
    /// <param name="cases">In the order of the rows.</param>
    /// <param name="ratings">At most one per reader and map.</param>
    public RatingTable(IReadOnlyList<int> arms, IReadOnlyList<string> readers, IReadOnlyList<RatedCase> cases, Dictionary<RatedMap, int> ratings)
    {
        var present = ratings.Keys.Select(map => map.Reader).ToHashSet();
        (Arms, Cases, _ratings) = (arms, cases, ratings);
        Readers = [.. readers.Where(present.Contains)];
    }

    public IReadOnlyList<int> Arms { get; }

    /// <summary>Those with at least one rating.</summary>
    public IReadOnlyList<string> Readers { get; }

    public IReadOnlyList<RatedCase> Cases { get; }

    /// <summary>First showings only, without calibration, controls, withdrawn cases and "cannot judge".</summary>
    public static RatingTable Of(AnalysisSet set, int question)
    {
        var shown = set.Items.Where(item => item.IsCompared).ToList();
        var open = shown.Select(item => item.Key).ToHashSet();
        var ratings = set.Ratings
            .Where(r => r.Question == question && r.IsMain && r.Score is not null && open.Contains(r.Item))
            .ToDictionary(r => new RatedMap(r.Reader, new RatedCase(r.Case, r.TargetLabel), r.Arm.GetValueOrDefault()), r => r.Score.GetValueOrDefault());
        var cases = shown.Select(item => new RatedCase(item.Case, item.TargetLabel)).Distinct()
            .OrderBy(item => item.Number).ThenBy(item => item.Label, StringComparer.Ordinal);
        return new RatingTable([.. set.Arms.Select(arm => arm.Ordinal)], set.Readers, [.. cases], ratings);
    }

    public IEnumerable<int> RatingsOf(int arm) => _ratings.Where(rating => rating.Key.Arm == arm).Select(rating => rating.Value);

    public IEnumerable<int> RatingsOf(int arm, string reader) =>
        _ratings.Where(rating => rating.Key.Arm == arm && rating.Key.Reader == reader).Select(rating => rating.Value);

    /// <summary>Cases x readers for one arm.</summary>
    public RatingMatrix ReadersOf(int arm) => RatingMatrix.FromRows([.. Cases.Select(item => Row(item, arm))]);

    /// <summary>Maps of all arms x readers.</summary>
    public RatingMatrix ReadersOfAllArms() => RatingMatrix.FromRows([.. from item in Cases from arm in Arms select Row(item, arm)]);

    /// <summary>Cases x arms; a cell is the mean over the readers present, empty when none is.</summary>
    public RatingMatrix ArmsByCase() =>
        RatingMatrix.FromRows([.. Cases.Select(item => Arms.Select(arm => Row(item, arm).Average()).ToList())]);

    /// <summary>Cases x arms for one reader.</summary>
    public RatingMatrix ArmsByCase(string reader) =>
        RatingMatrix.FromRows([.. Cases.Select(item => Arms.Select(arm => Rating(reader, item, arm)).ToList())]);

    /// <summary>Mean over readers of each case, in the order of <see cref="Cases"/>.</summary>
    public IReadOnlyList<double?> CaseMeans(int arm) => [.. Cases.Select(item => Row(item, arm).Average())];

    /// <summary>Arms in the order of <see cref="Arms"/>, readers and cases in theirs.</summary>
    public RatingCube Cube()
    {
        var cube = new double?[Arms.Count, Readers.Count, Cases.Count];
        foreach (var (arm, ordinal) in Arms.Index())
            foreach (var (reader, code) in Readers.Index())
                foreach (var (index, item) in Cases.Index())
                    cube[arm, reader, index] = Rating(code, item, ordinal);
        return new RatingCube(cube);
    }

    /// <summary>Whether this very answer is among the ratings: a first showing of a map that is compared.</summary>
    public bool Holds(RatingFacts rating) => rating is { IsMain: true, Score: not null, Arm: { } arm } && _ratings.ContainsKey(new RatedMap(rating.Reader, CaseOf(rating), arm));

    public static RatedCase CaseOf(RatingFacts rating) => new(rating.Case, rating.TargetLabel);

    public double? Rating(string reader, RatedCase item, int arm) =>
        _ratings.TryGetValue(new RatedMap(reader, item, arm), out var rating) ? rating : null;

    /// <summary>The mean rating that the other readers gave a map; null where there is none.</summary>
    public double? MeanOfOthers(string reader, RatedCase item, int arm) =>
        Readers.Where(other => other != reader).Select(other => Rating(other, item, arm)).Average();

    /// <summary>The mean over the arms that a reader rated in a case; null where there is none.</summary>
    public double? MeanOfArms(string reader, RatedCase item) => Arms.Select(arm => Rating(reader, item, arm)).Average();

    private List<double?> Row(RatedCase item, int arm) => [.. Readers.Select(reader => Rating(reader, item, arm))];
}
