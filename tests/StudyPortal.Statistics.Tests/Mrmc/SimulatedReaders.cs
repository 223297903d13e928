using MathNet.Numerics.Distributions;
using StudyPortal.Statistics.Mrmc;

namespace StudyPortal.Statistics.Tests.Mrmc;

/// <summary>
/// Scores of a reader study after Roe &amp; Metz (Acad Radiol 1997;4:298): a score is the sum of normal effects of the truth, of reader and
/// case, of their interactions with the arm and with each other, and of what is left. The arms do not differ.
/// </summary>
internal static class SimulatedReaders
{
    private const double Separation = 1.5;

    /// <param name="random">Where the numbers come from.</param>
    /// <param name="arms">How many.</param>
    /// <param name="readers">How many.</param>
    /// <param name="cases">Half of them positive, every second one.</param>
    /// <param name="isScored">By arm, reader and case.</param>
    public static MrmcSample Draw(Random random, int arms, int readers, int cases, Func<int, int, int, bool> isScored)
    {
        double Normally(double variance) => Normal.Sample(random, 0, Math.Sqrt(variance));
        double[,] Effects(int rows, int columns, double variance)
        {
            var effects = new double[rows, columns];
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    effects[row, column] = Normally(variance);
            return effects;
        }

        var (byReader, byReaderAndArm) = (Effects(readers, 2, 0.03), Effects(readers, arms * 2, 0.03));
        var (byCase, byCaseAndArm, byCaseAndReader) = (Effects(cases, 1, 0.3), Effects(cases, arms, 0.3), Effects(cases, readers, 0.2));
        var scores = new double?[arms, readers, cases];
        for (var arm = 0; arm < arms; arm++)
            for (var reader = 0; reader < readers; reader++)
                for (var @case = 0; @case < cases; @case++)
                    if (isScored(arm, reader, @case))
                        scores[arm, reader, @case] = (Separation * (@case % 2)) + byReader[reader, @case % 2]
                            + byReaderAndArm[reader, (2 * arm) + (@case % 2)] + byCase[@case, 0] + byCaseAndArm[@case, arm]
                            + byCaseAndReader[@case, reader] + Normally(0.2);
        return new MrmcSample(new RatingCube(scores), [.. Enumerable.Range(0, cases).Select(@case => (bool?)(@case % 2 == 1))]);
    }
}
