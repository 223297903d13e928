using StudyPortal.Statistics.Mrmc;

namespace StudyPortal.Statistics.Planning;

/// <summary>Obuchowski-Rockette components of a crossed pilot, as estimated; power takes a negative interaction, or Cov2 - Cov3, as 0.</summary>
/// <param name="Cases">On which the error variance and covariances were measured; they shrink in inverse proportion.</param>
/// <param name="ArmByReader">Variance of readers x arms.</param>
/// <param name="Error">Error variance.</param>
/// <param name="Cov1">Same reader, other arm.</param>
/// <param name="Cov2">Other reader, same arm.</param>
/// <param name="Cov3">Other reader, other arm.</param>
public sealed record MrmcPilot(int Cases, double ArmByReader, double Error, double Cov1, double Cov2, double Cov3)
{
    /// <summary>Null where a component is undefined, or the design is not the factorial one. O(1).</summary>
    public static MrmcPilot? From(ObuchowskiRockette analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var components = analysis.Components;
        return analysis.Design == MrmcDesign.Factorial
            && components is
            {
                ArmByReader.Value: { } interaction, Error.Value: { } error, Cov1.Value: { } cov1, Cov2.Value: { } cov2, Cov3.Value: { } cov3,
            }
            ? new MrmcPilot(analysis.Positives + analysis.Negatives, interaction, error, cov1, cov2, cov3)
            : null;
    }

    /// <summary>The error of one reader's difference in a study of so many readers and cases, halved, and its degrees of freedom.</summary>
    internal (double Error, double? Df) ErrorOf(MrmcInference inference, int readers, int cases)
    {
        var perCase = (double)Cases / cases;
        var interaction = Math.Max(ArmByReader, 0);
        var shared = Math.Max(Cov2 - Cov3, 0);
        var alone = interaction + (perCase * (Error - Cov1 - shared));
        var ofCases = perCase * (Error - Cov1 + ((readers - 1) * shared));
        return inference switch
        {
            MrmcInference.RandomReadersRandomCases => (interaction + ofCases, Satterthwaite(interaction + ofCases, alone, readers - 1)),
            MrmcInference.FixedReadersRandomCases => (ofCases, null),
            _ => (alone, readers - 1),
        };
    }

    internal static double Satterthwaite(double sum, double part, double df) =>
        part == 0 ? double.PositiveInfinity : sum * sum * df / (part * part);
}
