namespace StudyPortal.Statistics.Mrmc;

/// <summary>The three tests of Dorfman, Berbaum and Metz from the mean squares of pseudovalues.</summary>
internal sealed class DorfmanBerbaumMetzInference
{
    private readonly PseudovalueTable table;
    private readonly PseudovalueAnova anova;
    private readonly ArmComparison comparison;
    private readonly string? untestable;
    private readonly double confidence;

    public DorfmanBerbaumMetzInference(PseudovalueTable table, PseudovalueAnova anova, bool identicalArms, double confidence)
    {
        this.table = table;
        this.anova = anova;
        this.confidence = confidence;
        untestable = table.Arms == 1 ? ReaderAnova.OneArm : identicalArms ? ReaderAnova.IdenticalArms : null;
        var perArm = (double)table.Readers * table.Cases;
        comparison = new ArmComparison(table.ByArm, anova.Arms.Value.Value ?? 0, (_, _) => 2 / perArm, confidence);
    }

    /// <summary>F = MS(T) / (MS(TR) + max(MS(TC) - MS(TRC), 0)); df2 = denominator^2 / (MS(TR)^2 / df).</summary>
    public MrmcTest RandomReadersRandomCases()
    {
        var arms = Means(RandomCasesOf);
        if (untestable is null && anova is
            { ArmsByReaders: { Value.Value: { } readers, Df: var df }, ArmsByCases.Value.Value: { } cases, Residual.Value.Value: { } residual })
        {
            var (denominator, df2) = Satterthwaite(readers, cases - residual, df);
            return comparison.F(Estimate.Of(denominator), df2, arms);
        }

        return comparison.F(Estimate.Undefined(untestable ?? ReaderAnova.OneReader), 0, arms);
    }

    /// <summary>F = MS(T) / MS(TC).</summary>
    public MrmcTest FixedReadersRandomCases() =>
        comparison.F(Denominator(anova.ArmsByCases), anova.ArmsByCases.Df, Means(arm => (Estimate.Of(CasesUnder(arm)), table.Cases - 1)));

    /// <summary>F = MS(T) / MS(TR).</summary>
    public MrmcTest RandomReadersFixedCases() =>
        comparison.F(Denominator(anova.ArmsByReaders), anova.ArmsByReaders.Df, Means(FixedCasesOf));

    private static (double Denominator, double Df) Satterthwaite(double readers, double cases, double df)
    {
        var sum = readers + Math.Max(cases, 0);
        return (sum, readers == 0 ? double.PositiveInfinity : sum * sum / (readers * readers / df));
    }

    private Estimate Denominator(MeanSquare error) =>
        untestable is { } reason ? Estimate.Undefined(reason) : error.Df == 0 ? Estimate.Undefined(ReaderAnova.OneReader) : error.Value;

    private (Estimate Variance, double? Df) RandomCasesOf(int arm)
    {
        if (ReadersUnder(arm).Value is not { } readers) return (Estimate.Undefined(ReaderAnova.OneReader), null);

        var effects = from reader in Enumerable.Range(0, table.Readers)
                      from @case in Enumerable.Range(0, table.Cases)
                      select table.ResidualUnder(arm, reader, @case);
        var residual = MeanSquare.Of(effects, 1, (table.Readers - 1) * (table.Cases - 1)).Value.Value.GetValueOrDefault();
        var (variance, df) = Satterthwaite(readers, CasesUnder(arm) - residual, table.Readers - 1);
        return (Estimate.Of(variance), df);
    }

    private (Estimate Variance, double? Df) FixedCasesOf(int arm) => table.Readers == 1
        ? (Estimate.Undefined(ReaderAnova.OneReader), null)
        : (ReadersUnder(arm), table.Readers - 1);

    private Estimate ReadersUnder(int arm) =>
        MeanSquare.Of(table.ByArmAndReader[arm].Select(mean => mean - table.ByArm[arm]), table.Cases, table.Readers - 1).Value;

    private double CasesUnder(int arm) =>
        MeanSquare.Of(table.ByArmAndCase[arm].Select(mean => mean - table.ByArm[arm]), table.Readers, table.Cases - 1).Value.Value.GetValueOrDefault();

    private List<ArmMean> Means(Func<int, (Estimate Variance, double? Df)> ofArm) =>
    [
        .. Enumerable.Range(0, table.Arms).Select(arm =>
        {
            var (variance, df) = ofArm(arm);
            var error = variance.Select(value => value / ((double)table.Readers * table.Cases)).Root();
            return ArmMean.Of(arm, table.ByArm[arm], error, df, confidence, clipped: false);
        }),
    ];
}
