using StudyPortal.Statistics.Mrmc;

namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Components of the pseudovalues of a crossed pilot, as estimated; power takes a negative interaction as 0 (Hillis &amp; Berbaum, Acad
/// Radiol 2004;11:1260).
/// </summary>
public sealed record PseudovaluePilot(double ArmByReader, double ArmByCase, double Error)
{
    /// <summary>Null where a component is undefined. O(1).</summary>
    public static PseudovaluePilot? From(DorfmanBerbaumMetz analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return analysis.Components is { ArmByReader.Value: { } byReader, ArmByCase.Value: { } byCase, Error.Value: { } error }
            ? new PseudovaluePilot(byReader, byCase, error)
            : null;
    }

    /// <summary>As for <see cref="MrmcPilot"/>; with fixed readers F has cases - 1 degrees of freedom.</summary>
    internal (double Error, double? Df) ErrorOf(MrmcInference inference, int readers, int cases)
    {
        var alone = Math.Max(ArmByReader, 0) + (Error / cases);
        var ofCases = (Error + (readers * Math.Max(ArmByCase, 0))) / cases;
        var both = Math.Max(ArmByReader, 0) + ofCases;
        return inference switch
        {
            MrmcInference.RandomReadersRandomCases => (both, MrmcPilot.Satterthwaite(both, alone, readers - 1)),
            MrmcInference.FixedReadersRandomCases => (ofCases, cases - 1),
            _ => (alone, readers - 1),
        };
    }
}
