namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The scores of a reader study, arms x readers x cases, beside the truth; a higher score speaks for positive. Cases of unknown truth and
/// cases that nobody scored are left out. O(arms x readers x positives x negatives).
/// </summary>
public sealed class MrmcSample
{
    private readonly RatingCube scores;
    private readonly int[] positives;
    private readonly int[] negatives;
    private readonly ScoredCell[,] cells;

    /// <param name="scores">Indexed by arm, reader and case.</param>
    /// <param name="truth">One for each case, null where it is not known.</param>
    public MrmcSample(RatingCube scores, IReadOnlyList<bool?> truth)
        : this(Checked(scores, truth), Cases(scores, truth, true), Cases(scores, truth, false))
    {
    }

    private MrmcSample(RatingCube scores, int[] positives, int[] negatives)
    {
        this.scores = scores;
        this.positives = positives;
        this.negatives = negatives;
        cells = new ScoredCell[Arms, Readers];
        for (var arm = 0; arm < Arms; arm++)
        {
            for (var reader = 0; reader < Readers; reader++)
                cells[arm, reader] = new ScoredCell(Scores(arm, reader, positives), Scores(arm, reader, negatives));
        }
    }

    public int Arms => scores.Arms;

    public int Readers => scores.Readers;

    public int Positives => positives.Length;

    public int Negatives => negatives.Length;

    /// <summary>How many cases of the cube are not in the sample.</summary>
    public int LeftOut => scores.Cases - Positives - Negatives;

    internal ScoredCell this[int arm, int reader] => cells[arm, reader];

    /// <summary>The cases that every reader scored under every arm (listwise deletion).</summary>
    internal MrmcSample CompleteCases()
    {
        bool IsComplete(int @case) => Present(scores, @case).Count() == Arms * Readers;
        return new MrmcSample(scores, Array.FindAll(positives, IsComplete), Array.FindAll(negatives, IsComplete));
    }

    /// <summary>The arms and readers who scored a case: positives by their number, negatives after them.</summary>
    internal IEnumerable<(int Arm, int Reader)> ScoredBy(int @case) =>
        Present(scores, @case < Positives ? positives[@case] : negatives[@case - Positives]);

    /// <summary>Every reader scored the same, case by case, under all arms.</summary>
    internal bool HasIdenticalArms() => Enumerable.Range(0, Readers)
        .All(reader => Enumerable.Range(1, Arms - 1).All(arm => cells[arm, reader].IsSameAs(cells[0, reader])));

    private static RatingCube Checked(RatingCube scores, IReadOnlyList<bool?> truth)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(truth);
        if (truth.Count != scores.Cases)
            throw new ArgumentException($"{truth.Count} truths for {scores.Cases} cases: expected one each.", nameof(truth));
        if (scores.Arms == 0 || scores.Readers == 0)
            throw new ArgumentException($"{scores.Arms} arms and {scores.Readers} readers: expected at least one of each.", nameof(scores));

        return scores;
    }

    private static int[] Cases(RatingCube scores, IReadOnlyList<bool?> truth, bool positive) =>
        [.. Enumerable.Range(0, scores.Cases).Where(@case => truth[@case] == positive && Present(scores, @case).Any())];

    private static IEnumerable<(int Arm, int Reader)> Present(RatingCube scores, int @case) =>
        from arm in Enumerable.Range(0, scores.Arms)
        from reader in Enumerable.Range(0, scores.Readers)
        where scores[arm, reader, @case].HasValue
        select (arm, reader);

    private double?[] Scores(int arm, int reader, int[] cases) => Array.ConvertAll(cases, @case => scores[arm, reader, @case]);
}
