using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Means and distributions of the ratings by what is known of the maps, and by reader.</summary>
internal sealed class StratumAnalysis
{
    private readonly RatingTable _table;
    private readonly RatingScale _scale;
    private readonly BootstrapPlan _bootstrap;
    private readonly Dictionary<(RatedCase Case, int Arm), ItemFacts> _items;
    private readonly Dictionary<int, RatingMatrix> _ratings;
    private readonly Dictionary<RatedCase, int> _rows;

    public StratumAnalysis(AnalysisSet set, QuestionRatings ratings)
    {
        (_table, _scale) = (ratings.Table, ratings.Scale);
        _bootstrap = new BootstrapPlan(set.Plan.BootstrapReplicates, set.Plan.BootstrapSeed, set.Plan.Confidence);
        _items = set.Items.Where(item => item.IsCompared && item.Arm is not null)
            .ToDictionary(item => (new RatedCase(item.Case, item.TargetLabel), item.Arm.GetValueOrDefault()));
        _ratings = _table.Arms.ToDictionary(arm => arm, _table.ReadersOf);
        _rows = _table.Cases.Index().ToDictionary(item => item.Item, item => item.Index);
    }

    public StratifiedRatings Run(int question, string prompt, CancellationToken cancellationToken) => new(
        question,
        prompt,
        [
            Of(StratumKind.TargetLabel, item => item.TargetLabel, "no ratings", cancellationToken),
            Of(StratumKind.Truth, item => item.Truth switch { true => "positive", false => "negative", _ => null }, "the truth of the rated cases is not known", cancellationToken),
            Of(StratumKind.Outcome, item => item.Outcome?.ToString(), "the truth of the rated cases or the models' predictions of them are not known", cancellationToken),
            Of(StratumKind.SamplingStratum, item => item.Stratum, "no ratings", cancellationToken),
            Of(StratumKind.Modality, item => item.Modality.Length > 0 ? item.Modality : null, "the source of the rated cases names no modality", cancellationToken),
            ByReader(cancellationToken),
        ]);

    private RatingGroups Of(StratumKind kind, Func<ItemFacts, string?> name, string reason, CancellationToken cancellationToken)
    {
        int[] readers = [.. Enumerable.Range(0, _table.Readers.Count)];
        var named = _items.Where(item => HasRating(item.Key.Case, item.Key.Arm)).Select(item => (item.Key, Name: name(item.Value)))
            .Where(item => item.Name is not null).ToLookup(item => item.Name!, item => item.Key);
        return Groups(kind, reason, named.OrderBy(stratum => stratum.Key, StringComparer.Ordinal).Select(stratum => Stratum(
            stratum.Key, [.. stratum], readers, ResampledUnit.CasesAndReaders, withDifferences: kind != StratumKind.Outcome, cancellationToken)));
    }

    private RatingGroups ByReader(CancellationToken cancellationToken) => Groups(
        StratumKind.Reader,
        "no ratings",
        _table.Readers.Select((reader, index) => Stratum(
            reader, [.. _items.Keys.Where(map => Rating(map.Case, map.Arm, index) is not null)], [index], ResampledUnit.Cases, withDifferences: true, cancellationToken)));

    private static RatingGroups Groups(StratumKind kind, string reason, IEnumerable<RatingStratum> strata)
    {
        var all = strata.ToList();
        return new RatingGroups(kind, all, all.Count == 0 ? reason : null);
    }

    private RatingStratum Stratum(
        string name, HashSet<(RatedCase Case, int Arm)> maps, int[] readers, ResampledUnit unit, bool withDifferences, CancellationToken cancellationToken)
    {
        int[] cases = [.. _table.Cases.Index().Where(item => _table.Arms.Any(arm => maps.Contains((item.Item, arm)))).Select(item => item.Index)];
        var cube = new double?[_table.Arms.Count, readers.Length, cases.Length];
        foreach (var (arm, ordinal) in _table.Arms.Index())
            foreach (var (reader, column) in readers.Index())
                foreach (var (row, item) in cases.Index())
                    if (maps.Contains((_table.Cases[item], ordinal))) cube[arm, reader, row] = _ratings[ordinal][item, column];
        var resampled = ClusterBootstrap.Arms(new RatingCube(cube), unit, _bootstrap, cancellationToken);
        return new RatingStratum(
            name,
            cases.Length,
            [.. _table.Arms.Select((ordinal, arm) => Arm(ordinal, Present(cube, arm), resampled.Means[arm]))],
            withDifferences
                ? [.. resampled.Differences.Select(pair => new StratumDifference(_table.Arms[pair.First], _table.Arms[pair.Second], Measured.From(pair.Difference)))]
                : []);
    }

    private StratumArm Arm(int arm, IEnumerable<int> ratings, BootstrappedMean mean)
    {
        var summary = RatingSummary.Of(ratings, _scale.Lowest, _scale.Highest, _bootstrap.Confidence);
        return new StratumArm(
            arm, summary.Count, summary.Counts, Measured.From(mean.Mean), Measured.From(summary.StandardDeviation), summary.Quartiles.Count == 0 ? null : summary.Quartiles[1]);
    }

    private static IEnumerable<int> Present(double?[,,] cube, int arm) =>
        from reader in Enumerable.Range(0, cube.GetLength(1))
        from item in Enumerable.Range(0, cube.GetLength(2))
        where cube[arm, reader, item] is not null
        select (int)cube[arm, reader, item].GetValueOrDefault();

    private bool HasRating(RatedCase item, int arm) => Enumerable.Range(0, _table.Readers.Count).Any(reader => Rating(item, arm, reader) is not null);

    private double? Rating(RatedCase item, int arm, int reader) => _ratings[arm][_rows[item], reader];
}
