namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The proportional odds likelihood (McCullagh, J R Stat Soc B 1980;42:109) at given linear predictors. With F the logistic function and
/// a and b the thresholds above and below a rating less its predictor, P = F(a) - F(b) = F(a) (1 - F(b)) (1 - exp(b - a)), so that all
/// derivatives are simple in F(a) and F(b). O(ratings).
/// </summary>
internal sealed class CumulativeLogit
{
    private readonly double[] above;
    private readonly double[] below;

    public CumulativeLogit(double[] thresholds, int[] categories, double[] predictors)
    {
        (above, below) = (new double[categories.Length], new double[categories.Length]);
        var gaps = thresholds.Skip(1).Zip(thresholds, (high, low) => high - low).ToArray();
        double[] logOfGap = [0, .. gaps.Select(gap => Math.Log(1 - Math.Exp(-gap))), 0];
        GapSlopes = [0, .. gaps.Select(gap => 1 / (Math.Exp(gap) - 1)), 0];
        for (var index = 0; index < categories.Length; index++)
        {
            var category = categories[index];
            var (share, log) = category < thresholds.Length ? Logistic(thresholds[category] - predictors[index]) : (1, 0);
            var (complement, logOfComplement) = category > 0 ? Logistic(predictors[index] - thresholds[category - 1]) : (1, 0);
            (above[index], below[index]) = (share, 1 - complement);
            LogLikelihood += log + logOfComplement + logOfGap[category];
        }
    }

    public double LogLikelihood { get; }

    /// <summary>Of each category, what moving its upper threshold up and its lower one down adds to log P through their distance alone.</summary>
    public double[] GapSlopes { get; }

    /// <summary>The derivative of log P by the predictor.</summary>
    public double Slope(int rating) => above[rating] + below[rating] - 1;

    /// <summary>Minus the second derivative of log P by the predictor.</summary>
    public double Weight(int rating) => Density(above[rating]) + Density(below[rating]);

    /// <summary>The derivative of the weight by the predictor.</summary>
    public double WeightSlope(int rating) => -DensitySlope(above[rating]) - DensitySlope(below[rating]);

    /// <summary>At the threshold above a rating: the derivatives by it of log P (but for the gap), of the slope, and of the weight.</summary>
    public (double Log, double Slope, double Weight) ByUpper(int rating) =>
        (1 - above[rating], Density(above[rating]), DensitySlope(above[rating]));

    /// <summary>The same at the threshold below a rating.</summary>
    public (double Log, double Slope, double Weight) ByLower(int rating) =>
        (-below[rating], Density(below[rating]), DensitySlope(below[rating]));

    private static double Density(double share) => share * (1 - share);

    private static double DensitySlope(double share) => share * (1 - share) * (1 - (2 * share));

    private static (double Share, double Log) Logistic(double x)
    {
        var small = Math.Exp(-Math.Abs(x));
        return ((x >= 0 ? 1 : small) / (1 + small), Math.Min(x, 0) - Math.Log(1 + small));
    }
}
