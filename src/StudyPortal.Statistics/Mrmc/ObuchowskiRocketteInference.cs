namespace StudyPortal.Statistics.Mrmc;

/// <summary>The three tests of Obuchowski and Rockette from mean squares and error moments; the latter are null where there are none.</summary>
internal sealed class ObuchowskiRocketteInference
{
    private readonly ReaderTable table;
    private readonly ErrorMoments? errors;
    private readonly ArmComparison comparison;
    private readonly string? untestable;
    private readonly string? withoutErrors;
    private readonly double confidence;

    public ObuchowskiRocketteInference(ReaderTable table, ErrorMoments? errors, string? withoutErrors, bool identicalArms, double confidence)
    {
        this.table = table;
        this.errors = errors;
        this.withoutErrors = withoutErrors;
        this.confidence = confidence;
        untestable = table.Arms == 1 ? ReaderAnova.OneArm : identicalArms ? ReaderAnova.IdenticalArms : null;
        comparison = new ArmComparison(table.ArmMeans, table.Arms == 1 ? 0 : table.ArmsMeanSquare(), table.PairFactor, confidence);
        Arms = [.. Enumerable.Range(0, table.Arms).Select(ErrorsOf)];
    }

    public IReadOnlyList<ArmErrors> Arms { get; }

    /// <summary>F = MS(arms) / (MS(error) + n max(Cov2 - Cov3, 0)), n readers sharing cases; df2 = denominator^2 / (MS(error)^2 / df).</summary>
    public MrmcTest RandomReadersRandomCases()
    {
        if (errors is null || untestable is not null || table.ErrorDf == 0)
            return Untested(untestable ?? (table.ErrorDf == 0 ? ReaderAnova.OneReader : withoutErrors!), RandomCasesOf);

        var residual = table.ErrorMeanSquare();
        var denominator = residual + (table.Sharing() * Math.Max(errors.Cov2 - errors.Cov3, 0));
        return comparison.F(Estimate.Of(denominator), Satterthwaite(denominator, residual, table.ErrorDf), Means(RandomCasesOf));
    }

    /// <summary>
    /// Chi-square = (arms - 1) MS(arms) / (Error - Cov1 + (n - 1) (Cov2 - Cov3)); with readers nested in arms Cov3 stands for Cov1.
    /// </summary>
    public MrmcTest FixedReadersRandomCases(bool clipped)
    {
        if (errors is null || untestable is not null) return Untested(untestable ?? withoutErrors!, FixedReadersOf);

        var plain = errors.Cov2 - errors.Cov3;
        var contrast = clipped ? Math.Max(plain, 0) : plain;
        var sameReader = table.IsNested ? errors.Cov3 : errors.Cov1;
        var denominator = errors.Variance - sameReader + ((table.Sharing() - 1) * contrast);
        return comparison.ChiSquare(Estimate.Of(denominator), Means(FixedReadersOf));
    }

    /// <summary>F = MS(arms) / MS(error), the analysis of variance of the areas as they are.</summary>
    public MrmcTest RandomReadersFixedCases()
    {
        if (untestable is not null || table.ErrorDf == 0) return Untested(untestable ?? ReaderAnova.OneReader, FixedCasesOf);

        return comparison.F(Estimate.Of(table.ErrorMeanSquare()), table.ErrorDf, Means(FixedCasesOf));
    }

    /// <summary>Each reader's own differences; they need no other reader.</summary>
    public IReadOnlyList<ReaderDifferences> Readers()
    {
        if (table.IsNested || table.Arms == 1) return [];

        return [.. Enumerable.Range(0, table.Readers).Select(reader =>
        {
            var own = new ArmComparison(table.AreasBy(reader), 0, (_, _) => 1, confidence);
            var reason = untestable ?? withoutErrors;
            return new ReaderDifferences(
                reader, own.Pairs(errors is null || reason is not null ? Estimate.Undefined(reason!) : Estimate.Of(errors.DifferenceBy(reader))));
        })];
    }

    private static double Satterthwaite(double sum, double meanSquare, double df) =>
        meanSquare == 0 ? double.PositiveInfinity : sum * sum / (meanSquare * meanSquare / df);

    private ArmErrors ErrorsOf(int arm) => new(
        arm,
        table.ReadersUnder(arm),
        table.ReadersDfUnder(arm) == 0 ? Estimate.Undefined(ReaderAnova.OneReader) : Estimate.Of(table.ReadersMeanSquareUnder(arm)),
        errors is null ? Estimate.Undefined(withoutErrors!) : Estimate.Of(errors.VarianceUnder(arm)),
        errors is null ? Estimate.Undefined(withoutErrors!)
            : table.ReadersUnder(arm) == 1 ? Estimate.Undefined(ReaderAnova.OneReader)
            : Estimate.Of(errors.Cov2Under(arm)));

    /// <summary>No test, but the arms, whose intervals may exist all the same.</summary>
    private MrmcTest Untested(string reason, Func<ArmErrors, (Estimate Variance, double? Df)> ofArm)
    {
        var undefined = Estimate.Undefined(reason);
        return comparison.ChiSquare(undefined, Means(ofArm));
    }

    private List<ArmMean> Means(Func<ArmErrors, (Estimate Variance, double? Df)> ofArm) =>
    [
        .. Arms.Select(arm =>
        {
            var (variance, df) = ofArm(arm);
            var error = variance.Select(value => value / arm.Readers).Root();
            return ArmMean.Of(arm.Arm, table.ArmMeans[arm.Arm], error, df, confidence, clipped: true);
        }),
    ];

    private (Estimate Variance, double? Df) RandomCasesOf(ArmErrors arm)
    {
        if (arm.ReaderMeanSquare.Value is not { } readers) return (arm.ReaderMeanSquare, null);

        if (arm.Cov2.Value is not { } covariance) return (arm.Cov2, null);

        var variance = readers + (table.SharingUnder(arm.Arm) * Math.Max(covariance, 0));
        return (Estimate.Of(variance), Satterthwaite(variance, readers, table.ReadersDfUnder(arm.Arm)));
    }

    private (Estimate Variance, double? Df) FixedReadersOf(ArmErrors arm) => (
        arm.Error.Select(error => error + ((table.SharingUnder(arm.Arm) - 1) * Math.Max(arm.Cov2.Value ?? 0, 0))),
        null);

    private (Estimate Variance, double? Df) FixedCasesOf(ArmErrors arm) => (arm.ReaderMeanSquare, table.ReadersDfUnder(arm.Arm));
}
