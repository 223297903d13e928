namespace StudyPortal.Statistics.Mrmc;

/// <summary>The mean area of an arm over its readers, with its interval.</summary>
/// <param name="Arm">Ordinal.</param>
/// <param name="Area">Mean over readers.</param>
/// <param name="StandardError">Of the mean.</param>
/// <param name="Df">Of Student's t, not whole; null for the normal distribution and where there is no interval.</param>
public sealed record ArmMean(int Arm, Estimate Area, Estimate StandardError, double? Df)
{
    /// <param name="clipped">Cut the interval at 0 and 1.</param>
    internal static ArmMean Of(int arm, double area, Estimate standardError, double? df, double confidence, bool clipped)
    {
        if (standardError.Value is not { } error || error == 0)
            return new ArmMean(arm, Estimate.WithoutInterval(area, standardError.Reason ?? "the standard error is 0"), standardError, null);

        var interval = Wald.Interval(area, error, df, confidence);
        return new ArmMean(arm, Estimate.Of(area, clipped ? interval.Clipped() : interval), standardError, df);
    }

    internal static ArmMean Undefined(int arm, string reason) =>
        new(arm, Estimate.Undefined(reason), Estimate.Undefined(reason), null);
}
