namespace StudyPortal.Statistics.MixedModels;

/// <summary>The gradient of -2 log likelihood at a mode. What a change of the weights does to the determinant, and through it the shift of
/// the mode, comes by one solution of the posterior's equations for all arguments.</summary>
internal sealed class LaplaceGradient
{
    private readonly OrdinalRatings ratings;
    private readonly OrdinalMode mode;
    private readonly double[] variances;
    private readonly FactorPair pull;
    private readonly FactorPair shift;

    public LaplaceGradient(OrdinalRatings ratings, OrdinalMode mode)
    {
        this.ratings = ratings;
        this.mode = mode;
        variances = mode.Posterior.Variances(ratings.Layout);
        pull = FactorPair.Sums(ratings.Layout, rating => variances[rating] * mode.Logit.WeightSlope(rating));
        shift = mode.Posterior.Apply(pull);
    }

    /// <summary>In the order of <see cref="OrdinalParameters"/>.</summary>
    public double[] Of(int arguments, int firstVariance)
    {
        var gradient = new double[arguments];
        for (var rating = 0; rating < ratings.Layout.Count; rating++)
        {
            AddThresholds(gradient, rating);
            var arm = ratings.Layout.Arm[rating];
            if (arm > 0 && firstVariance > ratings.Thresholds) gradient[ratings.Thresholds + arm - 1] += OfEffect(rating);
        }

        var (large, small) = OfVariances();
        gradient[firstVariance] = large;
        if (arguments > firstVariance + 1) gradient[firstVariance + 1] = small;
        return [.. gradient.Select(slope => -2 * slope)];
    }

    private void AddThresholds(double[] gradient, int rating)
    {
        var category = ratings.Category[rating];
        var gap = mode.Logit.GapSlopes[category];
        if (category < ratings.Thresholds) gradient[category] += gap + OfThreshold(rating, mode.Logit.ByUpper(rating));
        if (category > 0) gradient[category - 1] += OfThreshold(rating, mode.Logit.ByLower(rating)) - gap;
    }

    private double OfThreshold(int rating, (double Log, double Slope, double Weight) by) =>
        by.Log - (((variances[rating] * by.Weight) + (shift.Of(ratings.Layout, rating) * by.Slope)) / 2);

    private double OfEffect(int rating) => mode.Logit.Slope(rating)
        - (((variances[rating] * mode.Logit.WeightSlope(rating)) - (shift.Of(ratings.Layout, rating) * mode.Logit.Weight(rating))) / 2);

    private (double Large, double Small) OfVariances()
    {
        var squares = mode.Slopes.Times(mode.Slopes);
        var moved = pull.Plus(mode.Posterior.Weigh(shift), -1).Times(mode.Slopes);
        var determinant = mode.Posterior.LogDeterminantSlopes();
        return ((squares.Large - determinant.Large - moved.Large) / 2, (squares.Small - determinant.Small - moved.Small) / 2);
    }
}
