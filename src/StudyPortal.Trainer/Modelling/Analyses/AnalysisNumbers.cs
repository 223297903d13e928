namespace StudyPortal.Trainer.Modelling.Analyses;

internal static class AnalysisNumbers
{
    /// <summary>Null for what is no number.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
