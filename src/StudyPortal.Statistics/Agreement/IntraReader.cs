using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Intra-reader agreement from cases read twice: each reader's own (definitions and sources with the coefficients), and means over the
/// readers for whom a coefficient is defined. The means have percentile intervals from a bootstrap over cases, all readings of a case
/// together, and so speak of other cases read by these readers. Ties are agreement. O(replicates x readers x (cases + categories^2)).
/// </summary>
/// <param name="Cases">Cases that at least one reader read twice.</param>
/// <param name="Readers">One entry a reader, in the order given.</param>
public sealed record IntraReader(
    int Cases,
    IReadOnlyList<ReaderRepeats> Readers,
    Estimate Exact,
    Estimate WithinOne,
    Estimate Kappa,
    Estimate LinearKappa,
    Estimate QuadraticKappa,
    Estimate OneWayIntraclass,
    Estimate AgreementIntraclass)
{
    /// <param name="readings">For every reader the same cases in rows; first reading and repeat in two columns, null where there is none.</param>
    /// <param name="categories">Every value that the scale allows, used or not.</param>
    /// <param name="plan">Replicates, seed and coverage of all intervals.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public static IntraReader Of(
        IReadOnlyList<RatingMatrix> readings, IReadOnlyList<double> categories, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(plan);
        Require(readings);
        var scale = new CategoryScale(categories);
        var readers = readings.Select((matrix, reader) => ReaderRepeats.Of(reader, matrix, scale, plan.Confidence)).ToList();
        var repeats = new RepeatBootstrap(readings, scale, plan);
        var (none, linear, quadratic) = (
            new CategoryWeights(scale, AgreementWeights.None),
            new CategoryWeights(scale, AgreementWeights.Linear),
            new CategoryWeights(scale, AgreementWeights.Quadratic));
        var means = repeats.Means(
            [
                pairs => pairs.WithinShare(0),
                pairs => pairs.WithinShare(1),
                pairs => pairs.Kappa(none),
                pairs => pairs.Kappa(linear),
                pairs => pairs.Kappa(quadratic),
                pairs => pairs.Intraclass(estimates => estimates.OneWaySingleValue),
                pairs => pairs.Intraclass(estimates => estimates.AgreementSingleValue),
            ],
            cancellationToken);
        return new IntraReader(repeats.Cases, readers, means[0], means[1], means[2], means[3], means[4], means[5], means[6]);
    }

    private static void Require(IReadOnlyList<RatingMatrix> readings)
    {
        foreach (var (reader, matrix) in readings.Index())
        {
            if (matrix.Columns != 2)
                throw new ArgumentException($"Reader {reader} has {matrix.Columns} columns: expected first reading and repeat.", nameof(readings));

            if (matrix.Rows != readings[0].Rows)
                throw new ArgumentException($"Reader {reader} has {matrix.Rows} cases: expected {readings[0].Rows}, as reader 0.", nameof(readings));
        }
    }
}
