namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The analysis of variance of readers' empirical ROC areas with correlated errors (Obuchowski &amp; Rockette, Commun Stat Simul Comput
/// 1995;24:285) with the degrees of freedom of Hillis (Stat Med 2007;26:596); unequal designs by marginal means (Hillis, Stat Med
/// 2014;33:330; split-plot: Obuchowski, Gallas &amp; Hillis, Acad Radiol 2012;19:1508). Ties count one half. Components are as estimated;
/// tests with random readers and cases use max(Cov2 - Cov3, 0), those with fixed readers the plain difference. Intervals of arms use the
/// data of that arm alone and are cut at 0 and 1. A case with a gap is dropped in the factorial design; <see cref="OneShot"/> keeps it.
/// O(cells x positives x negatives + cells^2 x cases), cells = arms x readers.
/// </summary>
/// <param name="Design">Null where the cells form none.</param>
/// <param name="Method">Of the covariances.</param>
/// <param name="Positives">Analysed.</param>
/// <param name="Negatives">Analysed.</param>
/// <param name="Dropped">Cases without truth, without scores, or, in the factorial design, with a gap.</param>
/// <param name="ReaderAreas">Arms, within them readers.</param>
/// <param name="MeanSquares">Of the areas.</param>
/// <param name="Components">Of variance and covariance.</param>
/// <param name="Arms">What the arms' own intervals rest on.</param>
/// <param name="Readers">Each reader's own differences.</param>
/// <param name="RandomReadersRandomCases">Speaks for other readers and other cases.</param>
/// <param name="FixedReadersRandomCases">Speaks for these readers and other cases.</param>
/// <param name="FixedReadersClipped">The same with max(Cov2 - Cov3, 0), as the Iowa program has it.</param>
/// <param name="RandomReadersFixedCases">Speaks for other readers and these cases.</param>
public sealed record ObuchowskiRockette(
    MrmcDesign? Design,
    ErrorCovariance Method,
    int Positives,
    int Negatives,
    int Dropped,
    IReadOnlyList<IReadOnlyList<Estimate>> ReaderAreas,
    ReaderAnova MeanSquares,
    ObuchowskiRocketteComponents Components,
    IReadOnlyList<ArmErrors> Arms,
    IReadOnlyList<ReaderDifferences> Readers,
    MrmcTest RandomReadersRandomCases,
    MrmcTest FixedReadersRandomCases,
    MrmcTest FixedReadersClipped,
    MrmcTest RandomReadersFixedCases)
{
    /// <param name="sample">Scores and truth.</param>
    /// <param name="method">How covariances are estimated.</param>
    /// <param name="design">
    /// Null: the one that the cells form, and the factorial one where they have gaps. <see cref="MrmcDesign.PartlyPaired"/> keeps all cases.
    /// </param>
    /// <param name="confidence">Of all intervals.</param>
    public static ObuchowskiRockette Of(
        MrmcSample sample, ErrorCovariance method = ErrorCovariance.Jackknife, MrmcDesign? design = null, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Probability.Open(confidence, nameof(confidence));
        var chosen = Chosen(DesignOf.Sample(sample), design);
        var analysed = chosen == MrmcDesign.Factorial ? sample.CompleteCases() : sample;
        var reason = HasEmptyArm(sample) ? "an arm has no scores"
            : chosen is null ? "some readers work under several arms but not under all of them"
            : Hindrance(sample, analysed);
        return reason is null
            ? Analysed(analysed, chosen.GetValueOrDefault(), method, confidence)
            : Undefined(analysed, chosen, method, reason);
    }

    private static ObuchowskiRockette Analysed(MrmcSample sample, MrmcDesign design, ErrorCovariance method, double confidence)
    {
        var table = new ReaderTable(sample, design);
        var missing = CellCovariance.Hindrance(table.Cells, method);
        var errors = missing is null ? new ErrorMoments(table, design, method) : null;
        var anova = ReaderAnova.Of(table);
        var inference = new ObuchowskiRocketteInference(table, errors, missing, sample.HasIdenticalArms(), confidence);
        return new ObuchowskiRockette(
            design,
            method,
            sample.Positives,
            sample.Negatives,
            sample.LeftOut,
            Areas(sample, cell => cell.IsEmpty ? Estimate.Undefined("not a reader of this arm") : Estimate.Of(cell.Area)),
            anova,
            errors is null ? ObuchowskiRocketteComponents.Undefined(missing!) : ObuchowskiRocketteComponents.Of(table, anova, errors),
            inference.Arms,
            inference.Readers(),
            inference.RandomReadersRandomCases(),
            inference.FixedReadersRandomCases(clipped: false),
            inference.FixedReadersRandomCases(clipped: true),
            inference.RandomReadersFixedCases());
    }

    private static MrmcDesign? Chosen(MrmcDesign? found, MrmcDesign? design)
    {
        var isCrossed = found is not (null or MrmcDesign.ReadersNestedInArms);
        return design switch
        {
            null when found == MrmcDesign.PartlyPaired => MrmcDesign.Factorial,
            null => found,
            _ when design == found => found,
            MrmcDesign.Factorial or MrmcDesign.PartlyPaired when isCrossed => design,
            _ => throw new ArgumentException(
                $"The scores form {found?.ToString() ?? "no known design"}: expected {design}; leave it out, or correct the scores.", nameof(design)),
        };
    }

    private static string? Hindrance(MrmcSample sample, MrmcSample analysed) => (analysed.Positives, analysed.Negatives) switch
    {
        (0, 0) when sample.Positives + sample.Negatives > 0 => "no case was scored by every reader under every arm",
        (0, 0) => "no cases",
        (0, _) => "no positive cases",
        (_, 0) => "no negative cases",
        _ when HasOneClassOnly(analysed) => "a reader has cases of one class only",
        _ => null,
    };

    private static bool HasOneClassOnly(MrmcSample sample) => Enumerable.Range(0, sample.Arms).Any(arm =>
        Enumerable.Range(0, sample.Readers).Any(reader => !sample[arm, reader].IsEmpty && sample[arm, reader].Comparisons == 0));

    private static bool HasEmptyArm(MrmcSample sample) => Enumerable.Range(0, sample.Arms).Any(arm =>
        Enumerable.Range(0, sample.Readers).All(reader => sample[arm, reader].IsEmpty));

    private static IReadOnlyList<IReadOnlyList<Estimate>> Areas(MrmcSample sample, Func<ScoredCell, Estimate> area) =>
        [.. Enumerable.Range(0, sample.Arms).Select(arm => Enumerable.Range(0, sample.Readers).Select(reader => area(sample[arm, reader])).ToList())];

    private static ObuchowskiRockette Undefined(MrmcSample sample, MrmcDesign? design, ErrorCovariance method, string reason)
    {
        var test = MrmcTest.Undefined(sample.Arms, reason);
        return new ObuchowskiRockette(
            design,
            method,
            sample.Positives,
            sample.Negatives,
            sample.LeftOut,
            Areas(sample, _ => Estimate.Undefined(reason)),
            ReaderAnova.Undefined(reason),
            ObuchowskiRocketteComponents.Undefined(reason),
            [],
            [],
            test,
            test,
            test,
            test);
    }
}
