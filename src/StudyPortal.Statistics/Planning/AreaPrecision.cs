namespace StudyPortal.Statistics.Planning;

/// <summary>How many positives an ROC area needs for an interval of a given width.</summary>
/// <param name="Positives">The fewest.</param>
/// <param name="Negatives">Their ratio times that, rounded up.</param>
/// <param name="StandardError">With those.</param>
public sealed record AreaPrecision(long? Positives, long? Negatives, Estimate StandardError)
{
    /// <summary>
    /// By the variance of Hanley &amp; McNeil (Radiology 1982;143:29) for exponential scores: A (1 - A) + (n+ - 1) (Q1 - A^2) + (n- - 1)
    /// (Q2 - A^2) over n+ n-, Q1 = A / (2 - A), Q2 = 2 A^2 / (1 + A); normal interval of both sides together. O(log n).
    /// </summary>
    public static AreaPrecision Of(double area, double width, double negativesPerPositive = 1, double confidence = 0.95)
    {
        if (Problem(area, width, negativesPerPositive, confidence) is { } problem)
            return new AreaPrecision(null, null, Estimate.Undefined(problem));

        var critical = Distributions.NormalCritical(confidence);
        double Error(double positives) => StandardErrorOf(area, positives, Math.Ceiling(positives * negativesPerPositive));
        var (low, high) = (0L, 1L);
        while (2 * critical * Error(high) > width)
            (low, high) = (high, 2 * high);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (2 * critical * Error(middle) > width) low = middle;
            else high = middle;
        }

        return new AreaPrecision(high, (long)Math.Ceiling(high * negativesPerPositive), Estimate.Of(Error(high)));
    }

    private static double StandardErrorOf(double area, double positives, double negatives)
    {
        var square = area * area;
        var (overPositives, overNegatives) = ((area / (2 - area)) - square, (2 * square / (1 + area)) - square);
        var sum = (area * (1 - area)) + ((positives - 1) * overPositives) + ((negatives - 1) * overNegatives);
        return Math.Sqrt(sum / (positives * negatives));
    }

    private static string? Problem(double area, double width, double ratio, double confidence)
    {
        if (area is not (> 0 and < 1)) return "the area must lie between 0 and 1";

        if (width is not (> 1e-6 and < 1)) return "the width must lie between 0 and 1, and not below 1e-6";

        if (confidence is not (> 0 and < 1)) return "the confidence must lie between 0 and 1";

        return ratio > 0 && double.IsFinite(ratio) ? null : "the negatives per positive must be above 0";
    }
}
