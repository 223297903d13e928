using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Correlates the ratings of one question with every measure of the maps, arm by arm and over all of them.</summary>
internal sealed class MapRelationAnalysis(AnalysisSet set, RatingTable table)
{
    private const string SharedCases = "maps of several arms share cases, so the test does not hold";

    private readonly BootstrapPlan _bootstrap = new(set.Plan.BootstrapReplicates, set.Plan.BootstrapSeed, set.Plan.Confidence);
    private readonly Dictionary<int, RatingMatrix> _ratings = table.Arms.ToDictionary(arm => arm, table.ReadersOf);

    public MapRelations Run(int question, string prompt, CancellationToken cancellationToken) => new(
        question,
        prompt,
        [
            .. from maps in MeasuredMaps.Of(set)
               from arm in table.Arms.Select(arm => (int?)arm).Append(null)
               select Relation(maps, arm, cancellationToken),
        ]);

    private MapRelation Relation(MeasuredMaps maps, int? arm, CancellationToken cancellationToken)
    {
        var shown = Shown(arm);
        var readers = Enumerable.Range(0, table.Readers.Count).Select(reader => Pairs(maps, shown, reader)).ToList();
        var pooled = Pooled(shown, readers);
        var count = pooled.Count(pair => pair.IsComplete);
        var rho = count == 0 ? Measured.Undefined(maps.Nothing) : Clustered(pooled, cancellationToken);
        return new MapRelation(
            maps.Measure, maps.MarksQuestion, arm, count, rho,
            count == 0 ? [] : [.. readers.Select((pairs, reader) => Reader(table.Readers[reader], pairs, arm is null, cancellationToken))]);
    }

    /// <summary>The maps of an arm, or of all: the place of the case in the table, and the arm.</summary>
    private List<(int Case, int Arm)> Shown(int? arm) =>
        [.. from item in Enumerable.Range(0, table.Cases.Count) from each in table.Arms where arm is null || each == arm select (item, each)];

    private List<RatingPair> Pairs(MeasuredMaps maps, List<(int Case, int Arm)> shown, int reader) =>
    [
        .. shown.Select(map => new RatingPair(
            map.Case, _ratings[map.Arm][map.Case, reader], maps.OfReader(new RatedMap(table.Readers[reader], table.Cases[map.Case], map.Arm)))),
    ];

    /// <summary>Means over the readers who have both the rating and the measure.</summary>
    private static List<RatingPair> Pooled(List<(int Case, int Arm)> shown, List<List<RatingPair>> readers) =>
    [
        .. shown.Select((map, index) =>
        {
            var complete = readers.Select(pairs => pairs[index]).Where(pair => pair.IsComplete).ToList();
            return new RatingPair(map.Case, complete.Average(pair => pair.Rating), complete.Average(pair => pair.Measure));
        }),
    ];

    private ReaderRelation Reader(string reader, List<RatingPair> pairs, bool overAllArms, CancellationToken cancellationToken)
    {
        var plain = SpearmanCorrelation.Of([.. pairs.Select(pair => pair.Rating)], [.. pairs.Select(pair => pair.Measure)], set.Plan.Confidence);
        if (!overAllArms) return new ReaderRelation(reader, plain.Pairs, Measured.From(plain.Rho), Measured.From(plain.PValue));

        return new ReaderRelation(reader, plain.Pairs, Clustered(pairs, cancellationToken), Measured.Undefined(SharedCases));
    }

    private Measured Clustered(List<RatingPair> pairs, CancellationToken cancellationToken) => Measured.From(SpearmanCorrelation.Clustered(
        [.. pairs.Select(pair => pair.Rating)], [.. pairs.Select(pair => pair.Measure)], [.. pairs.Select(pair => pair.Case)], _bootstrap, cancellationToken).Rho);

    /// <param name="Case">Its place in the table.</param>
    private readonly record struct RatingPair(int Case, double? Rating, double? Measure)
    {
        public bool IsComplete => Rating is not null && Measure is not null;
    }
}
