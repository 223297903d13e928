namespace StudyPortal.Statistics.Roc;

internal static class Probabilities
{
    /// <summary>Why the scores cannot be read as predicted probabilities, or null.</summary>
    public static string? Objection(RocSample sample) => sample switch
    {
        { Prevalence.Total: 0 } => "no cases",
        _ when !sample.Positives.Concat(sample.Negatives).All(score => score is >= 0 and <= 1) =>
            "some scores lie outside 0 to 1, so they are no probabilities",
        _ => null,
    };
}
