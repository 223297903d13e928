using StudyPortal.Statistics;
using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>First against second rating of the maps that a reader saw twice.</summary>
internal sealed class RepeatAnalysis(QuestionRatings ratings, BootstrapPlan bootstrap)
{
    private readonly RatingTable _table = ratings.Table;

    public IntraReaderResults Run(CancellationToken cancellationToken)
    {
        var repeats = Repeats();
        var maps = (from item in _table.Cases from arm in _table.Arms where _table.Readers.Any(reader => repeats.ContainsKey(new RatedMap(reader, item, arm))) select (item, arm)).ToList();
        var readings = _table.Readers.Select(reader => RatingMatrix.FromRows([.. maps.Select(map => Row(reader, map.item, map.arm, repeats))])).ToList();
        var agreement = IntraReader.Of(maps.Count == 0 ? NoRows() : readings, ratings.Scale.Categories, bootstrap, cancellationToken);
        return new IntraReaderResults(
            agreement.Cases,
            [.. agreement.Readers.Select(Reader)],
            Measured.From(agreement.Exact),
            Measured.From(agreement.WithinOne),
            Measured.From(agreement.Kappa),
            Measured.From(agreement.LinearKappa),
            Measured.From(agreement.QuadraticKappa),
            Measured.From(agreement.OneWayIntraclass),
            Measured.From(agreement.AgreementIntraclass));
    }

    private ReaderRepeatResults Reader(ReaderRepeats repeats) => new(
        _table.Readers[repeats.Reader],
        repeats.Cases,
        Measured.From(repeats.Exact),
        Measured.From(repeats.WithinOne),
        Measured.From(repeats.Kappa.Kappa),
        Measured.From(repeats.LinearKappa.Kappa),
        Measured.From(repeats.QuadraticKappa.Kappa),
        Measured.From(repeats.Intraclass.Forms[0].Correlation),
        Measured.From(repeats.Intraclass.AgreementSingle.Correlation),
        DifferenceResults.From(repeats.Differences));

    /// <summary>The second rating of each map whose first one is in the table; of several the earliest.</summary>
    private Dictionary<RatedMap, int> Repeats()
    {
        var found = new Dictionary<RatedMap, int>();
        foreach (var rating in ratings.All.Where(rating => rating is { IsRepeat: true, Control: null }).OrderBy(rating => rating.Position))
        {
            if (rating is not { Score: { } score, Arm: { } arm } || _table.Rating(rating.Reader, RatingTable.CaseOf(rating), arm) is null) continue;
            found.TryAdd(new RatedMap(rating.Reader, RatingTable.CaseOf(rating), arm), score);
        }

        return found;
    }

    private double?[] Row(string reader, RatedCase item, int arm, Dictionary<RatedMap, int> repeats) =>
        [_table.Rating(reader, item, arm), repeats.TryGetValue(new RatedMap(reader, item, arm), out var second) ? second : null];

    private List<RatingMatrix> NoRows() => [.. _table.Readers.Select(_ => new RatingMatrix(new double?[0, 2]))];
}
