namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The cases whose predicted probability lies above <paramref name="Low"/> and not above <paramref name="High"/>; the lowest bin holds its
/// lower edge too. <paramref name="MeanPredicted"/> is undefined and <paramref name="Observed"/> 0 out of 0 in an empty bin.
/// <c>Observed.Wilson()</c> is the interval of a reliability curve.
/// </summary>
public sealed record CalibrationBin(double Low, double High, Estimate MeanPredicted, Proportion Observed)
{
    public int Cases => Observed.Total;

    /// <summary>Share of positives minus mean predicted probability: above 0 where the model is too timid.</summary>
    public Estimate Gap => Observed.Value is { } share ? MeanPredicted.Select(mean => share - mean) : MeanPredicted;
}
