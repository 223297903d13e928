namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// How one reader's second reading of a case agrees with the first: kappa under each weighting, the intraclass correlations (the two
/// readings in the place of two readers) and the limits of agreement, first minus second.
/// </summary>
public sealed record ReaderRepeats(
    int Reader,
    int Cases,
    Estimate Exact,
    Estimate WithinOne,
    CohenKappa Kappa,
    CohenKappa LinearKappa,
    CohenKappa QuadraticKappa,
    IntraclassCorrelation Intraclass,
    BlandAltman Differences)
{
    internal static ReaderRepeats Of(int reader, RatingMatrix readings, CategoryScale scale, double confidence)
    {
        var (first, second) = (Column(readings, 0), Column(readings, 1));
        var (before, after) = (scale.Positions(first, $"reader {reader}'s first readings"), scale.Positions(second, $"reader {reader}'s repeats"));
        CohenKappa Kappa(AgreementWeights weights) => CohenKappa.Of(before, after, scale, weights, confidence);
        var agreement = PercentAgreement.Of(readings, confidence).Pairs[0];
        return new ReaderRepeats(
            reader,
            agreement.Cases,
            agreement.Exact,
            agreement.WithinOne,
            Kappa(AgreementWeights.None),
            Kappa(AgreementWeights.Linear),
            Kappa(AgreementWeights.Quadratic),
            IntraclassCorrelation.Of(readings, confidence),
            BlandAltman.Of(first, second, confidence));
    }

    private static double?[] Column(RatingMatrix readings, int column) =>
        [.. Enumerable.Range(0, readings.Rows).Select(row => readings[row, column])];
}
