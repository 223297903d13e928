using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// Ratings that are exactly arm + reader + case, so that the residual variance is 0 and no likelihood has a maximum. The other variances
/// then are those of the readers' and of the cases' effects themselves, which is where REML tends to.
/// </summary>
/// <param name="Means">Of each present arm, over all readers and cases.</param>
internal sealed record AdditiveFit(double[] Means, Estimate LargeVariance, Estimate SmallVariance)
{
    /// <summary>The mean of an arm; null without a rating.</summary>
    public double? Of(CrossedLayout layout, int arm) => layout.Position(arm) is { } position ? Means[position] : null;

    /// <summary>Null where something is left over, or where the effects are so many that nothing could be. O(ratings + columns^3).</summary>
    public static AdditiveFit? IfExact(CrossedLayout layout, CrossProducts sums)
    {
        double[] shares = [.. sums.Counts.Select(count => 1 / count)];
        var reduced = sums.Gram - sums.WeightedGram(shares);
        var right = sums.Moments - sums.WeightedRows([.. shares.Zip(sums.Totals, (share, total) => share * total)]);
        var (effects, rank) = LeastSquares(reduced, right);
        if (layout.Count <= layout.LargeLevels + rank) return null;

        double[] large = [.. sums.Totals.Select((total, level) => shares[level] * (total - Sum(sums.Row(level), effects)))];
        var noise = layout.Ratings.Max(Math.Abs) * 1e-11;
        for (var index = 0; index < layout.Count; index++)
        {
            var fitted = sums.Mean + large[layout.Large[index]] + effects[layout.Small[index]] + effects[sums.SmallLevels + layout.Arm[index]];
            if (Math.Abs(layout.Ratings[index] - fitted) > noise) return null;
        }

        var small = effects.SubVector(0, sums.SmallLevels).ToArray();
        var common = sums.Mean + large.Average() + small.Average();
        return new AdditiveFit(
            [.. effects.Skip(sums.SmallLevels).Select(effect => effect + common)],
            Variance(large, noise, rank == sums.Width - 2),
            Variance(small, noise, rank == sums.Width - 2));
    }

    /// <summary>The shortest solution of singular normal equations, and their rank.</summary>
    private static (Vector<double> Effects, int Rank) LeastSquares(Matrix<double> normal, Vector<double> right)
    {
        var spectrum = normal.Evd(Symmetricity.Symmetric);
        var values = spectrum.EigenValues.Map(value => value.Real);
        var least = values.Maximum() * 1e-10;
        var along = spectrum.EigenVectors.TransposeThisAndMultiply(right);
        var inverse = values.Map(value => value > least ? 1 / value : 0);
        return (spectrum.EigenVectors * along.PointwiseMultiply(inverse), values.Count(value => value > least));
    }

    private static Estimate Variance(double[] effects, double noise, bool isConnected)
    {
        if (effects.Length < 2) return Estimate.Undefined(VarianceComponents.OneLevel);
        if (!isConnected) return Estimate.Undefined("the residual variance is 0 and readers, cases and arms do not meet often enough");

        var mean = effects.Average();
        return effects.All(effect => Math.Abs(effect - mean) <= noise)
            ? Estimate.Of(0)
            : Estimate.Of(effects.Sum(effect => (effect - mean) * (effect - mean)) / (effects.Length - 1));
    }

    private static double Sum(double[] row, Vector<double> effects) => row.Zip(effects, (count, effect) => count * effect).Sum();
}
