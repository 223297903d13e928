namespace StudyPortal.Trainer.Modelling;

/// <summary>How much of the disk the decoded images of all data sets may take; the file in use is kept whatever its size.</summary>
internal sealed record CacheLimit(long Bytes)
{
    private const string Variable = "STUDYPORTAL_CACHE_GB";

    private const double UsualGigabytes = 64;

    /// <exception cref="InvalidOperationException">The variable is not a number of gigabytes.</exception>
    public static CacheLimit FromEnvironment() => new(Bytes: (long)(Gigabytes(Environment.GetEnvironmentVariable(Variable)) * 1e9));

    private static double Gigabytes(string? said) =>
        said is null ? UsualGigabytes
        : double.TryParse(said, System.Globalization.CultureInfo.InvariantCulture, out var given) && given >= 0 ? given
        : throw new InvalidOperationException($"{Variable} is '{said}'; a number of gigabytes, such as 20, is expected.");
}
