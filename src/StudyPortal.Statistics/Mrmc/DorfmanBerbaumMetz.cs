namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The analysis of variance of jackknife pseudovalues of the empirical ROC area, K A - (K - 1) A without the case (Dorfman, Berbaum &amp;
/// Metz, Invest Radiol 1992;27:723), with Hillis's denominator and degrees of freedom (Hillis, Berbaum &amp; Metz, Acad Radiol
/// 2008;15:647). Ties count one half. Components are as estimated; a negative case term of a denominator is 0. Intervals of arms use the
/// data of that arm alone and are not cut. It needs the factorial design: a case with a gap is dropped; <see cref="OneShot"/> keeps it.
/// O(arms x readers x positives x negatives).
/// </summary>
/// <param name="Positives">Analysed.</param>
/// <param name="Negatives">Analysed.</param>
/// <param name="Dropped">Cases without truth, without scores, or with a gap.</param>
/// <param name="MeanSquares">Of the pseudovalues.</param>
/// <param name="Components">Of the pseudovalues' variance.</param>
/// <param name="RandomReadersRandomCases">Speaks for other readers and other cases.</param>
/// <param name="FixedReadersRandomCases">Speaks for these readers and other cases.</param>
/// <param name="RandomReadersFixedCases">Speaks for other readers and these cases.</param>
public sealed record DorfmanBerbaumMetz(
    int Positives,
    int Negatives,
    int Dropped,
    PseudovalueAnova MeanSquares,
    PseudovalueComponents Components,
    MrmcTest RandomReadersRandomCases,
    MrmcTest FixedReadersRandomCases,
    MrmcTest RandomReadersFixedCases)
{
    public static DorfmanBerbaumMetz Of(MrmcSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Probability.Open(confidence, nameof(confidence));
        var complete = sample.CompleteCases();
        if (Hindrance(sample, complete) is { } reason) return Undefined(complete, reason);

        var table = new PseudovalueTable(complete);
        var anova = PseudovalueAnova.Of(table);
        var inference = new DorfmanBerbaumMetzInference(table, anova, complete.HasIdenticalArms(), confidence);
        return new DorfmanBerbaumMetz(
            complete.Positives,
            complete.Negatives,
            complete.LeftOut,
            anova,
            PseudovalueComponents.Of(anova, table.Arms, table.Readers, table.Cases),
            inference.RandomReadersRandomCases(),
            inference.FixedReadersRandomCases(),
            inference.RandomReadersFixedCases());
    }

    private static string? Hindrance(MrmcSample sample, MrmcSample complete) => (complete.Positives, complete.Negatives) switch
    {
        (0, 0) when sample.Positives + sample.Negatives > 0 => "no case was scored by every reader under every arm",
        (0, 0) => "no cases",
        (0, _) => "no positive cases",
        (_, 0) => "no negative cases",
        (1, _) or (_, 1) => "pseudovalues need at least two positive and two negative cases",
        _ => null,
    };

    private static DorfmanBerbaumMetz Undefined(MrmcSample sample, string reason)
    {
        var anova = PseudovalueAnova.Undefined(reason);
        var test = MrmcTest.Undefined(sample.Arms, reason);
        return new DorfmanBerbaumMetz(
            sample.Positives, sample.Negatives, sample.LeftOut, anova, PseudovalueComponents.Of(anova, 1, 1, 1), test, test, test);
    }
}
