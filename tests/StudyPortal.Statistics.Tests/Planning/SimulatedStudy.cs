using MathNet.Numerics.Distributions;
using StudyPortal.Statistics.Planning;

namespace StudyPortal.Statistics.Tests.Planning;

/// <summary>Normal ratings of a fully crossed study; readers, cases and their pairs vary too, which a comparison of arms must not notice.</summary>
internal static class SimulatedStudy
{
    public static double[,,] Draw(Random random, int readers, int cases, int arms, ArmVariance variance, double difference)
    {
        double[,] Effects(int rows, int columns, double variation)
        {
            var effects = new double[rows, columns];
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    effects[row, column] = Normal.Sample(random, 0, Math.Sqrt(variation));
            return effects;
        }

        var (lenience, difficulty, taste) = (Effects(readers, 1, 0.5), Effects(cases, 1, 0.8), Effects(readers, cases, 0.3));
        var (readerByArm, caseByArm) = (Effects(readers, arms, variance.ReaderByArm), Effects(cases, arms, variance.CaseByArm));
        var ratings = new double[readers, cases, arms];
        for (var reader = 0; reader < readers; reader++)
            for (var shown = 0; shown < cases; shown++)
                for (var arm = 0; arm < arms; arm++)
                    ratings[reader, shown, arm] = 2.5 + (arm == 0 ? difference : 0) + lenience[reader, 0] + difficulty[shown, 0] + taste[reader, shown]
                        + readerByArm[reader, arm] + caseByArm[shown, arm] + Normal.Sample(random, 0, Math.Sqrt(variance.Residual));
        return ratings;
    }
}
