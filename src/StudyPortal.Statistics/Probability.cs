namespace StudyPortal.Statistics;

internal static class Probability
{
    /// <summary>Returns <paramref name="value"/>, which has to lie strictly between 0 and 1.</summary>
    public static double Open(double value, string name) => value is > 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a number strictly between 0 and 1.");
}
