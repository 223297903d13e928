namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The areas of all readers under all arms and their analysis of variance, readers within groups where the design has groups and within
/// arms where they are nested there. Effects no larger than rounding noise are 0.
/// </summary>
internal sealed class ReaderTable
{
    private const double Noise = 1e-14;

    private readonly List<(int Arm, int Reader, int Group, double Area)> rows;

    public ReaderTable(MrmcSample sample, MrmcDesign design)
    {
        IsNested = design == MrmcDesign.ReadersNestedInArms;
        Arms = sample.Arms;
        var groups = design == MrmcDesign.ReaderGroups ? DesignOf.Groups(sample) : new int[sample.Readers];
        rows =
        [
            .. from arm in Enumerable.Range(0, sample.Arms)
               from reader in Enumerable.Range(0, sample.Readers)
               where !sample[arm, reader].IsEmpty
               select (arm, reader, groups[reader], sample[arm, reader].Area),
        ];
        Cells = [.. rows.Select(row => sample[row.Arm, row.Reader])];
        Readers = rows.Select(row => row.Reader).Distinct().Count();
        Groups = rows.Select(row => row.Group).Distinct().Count();
        ArmMeans = [.. Enumerable.Range(0, Arms).Select(arm => Mean(row => row.Arm == arm))];
    }

    public bool IsNested { get; }

    public int Arms { get; }

    public int Readers { get; }

    public int Groups { get; }

    public IReadOnlyList<ScoredCell> Cells { get; }

    public double[] ArmMeans { get; }

    public int ArmsDf => Arms - 1;

    public int ReadersDf => Readers - Groups;

    /// <summary>Of readers x arms, or of readers within arms.</summary>
    public int ErrorDf => IsNested ? Readers - Arms : ArmsDf * ReadersDf;

    public int Rows => rows.Count;

    public (int Arm, int Reader, int Group) At(int row) => (rows[row].Arm, rows[row].Reader, rows[row].Group);

    /// <summary>One reader's areas, arm by arm.</summary>
    public double[] AreasBy(int reader) => [.. rows.Where(row => row.Reader == reader).Select(row => row.Area)];

    public int ReadersUnder(int arm) => rows.Count(row => row.Arm == arm);

    public int ReadersDfUnder(int arm) => ReadersUnder(arm) - Groups;

    /// <summary>Between arms.</summary>
    public double ArmsMeanSquare()
    {
        var grand = Mean(_ => true);
        return SumOfSquares(rows.Select(row => ArmMeans[row.Arm] - grand)) / ArmsDf;
    }

    /// <summary>Between readers: within groups, or within arms.</summary>
    public double ReadersMeanSquare() => IsNested
        ? ErrorMeanSquare()
        : SumOfSquares(rows.Select(row => Mean(other => other.Reader == row.Reader) - Mean(other => other.Group == row.Group))) / ReadersDf;

    /// <summary>Readers x arms within groups, or readers within arms.</summary>
    public double ErrorMeanSquare() => SumOfSquares(rows.Select(row =>
    {
        var withinArm = row.Area - Mean(other => other.Arm == row.Arm && other.Group == row.Group);
        if (IsNested) return withinArm;

        return withinArm - Mean(other => other.Reader == row.Reader) + Mean(other => other.Group == row.Group);
    })) / ErrorDf;

    /// <summary>Between the readers of one arm, within groups.</summary>
    public double ReadersMeanSquareUnder(int arm)
    {
        var effects = rows.Where(row => row.Arm == arm)
            .Select(row => row.Area - Mean(other => other.Arm == arm && other.Group == row.Group));
        return SumOfSquares(effects) / ReadersDfUnder(arm);
    }

    /// <summary>The number of readers that share cases with one reader, itself among them: on average over the readers of the arm.</summary>
    public double SharingUnder(int arm)
    {
        var ofArm = rows.Where(row => row.Arm == arm).ToList();
        return ofArm.GroupBy(row => row.Group).Sum(group => (double)group.Count() * group.Count()) / ofArm.Count;
    }

    /// <summary>
    /// How often Cov2 - Cov3 stands in the expected mean square of the arms beyond the error mean square. With readers nested in arms it is
    /// (N^2 - sum r^2) / (N (arms - 1)) for N readers, r under each arm; MRMCaov 0.3 leaves out the first square and turns negative.
    /// </summary>
    public double Sharing()
    {
        if (!IsNested) return SharingUnder(0);

        double total = Readers;
        var squares = Enumerable.Range(0, Arms).Sum(arm => (double)ReadersUnder(arm) * ReadersUnder(arm));
        return ((total * total) - squares) / (total * ArmsDf);
    }

    /// <summary>What an error is multiplied by to give the variance of the difference of two arms.</summary>
    public double PairFactor(int first, int second) => (1.0 / ReadersUnder(first)) + (1.0 / ReadersUnder(second));

    private double Mean(Func<(int Arm, int Reader, int Group, double Area), bool> where) => rows.Where(where).Average(row => row.Area);

    private static double SumOfSquares(IEnumerable<double> effects)
    {
        var all = effects.ToList();
        return all.TrueForAll(effect => Math.Abs(effect) <= Noise) ? 0 : all.Sum(effect => effect * effect);
    }
}
