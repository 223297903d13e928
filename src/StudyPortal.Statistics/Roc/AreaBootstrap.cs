using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// ROC areas of resampled cases, positives and negatives drawn apart (stratified). The scores are ranked once, so a replicate costs
/// O(cases) and no sorting.
/// </summary>
public sealed class AreaBootstrap
{
    private readonly int levels;
    private readonly int[] positives;
    private readonly int[] negatives;

    /// <param name="sample">At least one positive and one negative case.</param>
    public AreaBootstrap(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.MissingClass is { } reason) throw new ArgumentException($"There is nothing to resample: {reason}.", nameof(sample));

        double[] distinct = [.. sample.Positives.Concat(sample.Negatives).Distinct().Order()];
        levels = distinct.Length;
        positives = [.. sample.Positives.Select(score => Array.BinarySearch(distinct, score))];
        negatives = [.. sample.Negatives.Select(score => Array.BinarySearch(distinct, score))];
    }

    /// <summary>The area of the drawn cases; indices count within each class, in the order of the sample.</summary>
    public double Resample(ReadOnlySpan<int> drawnPositives, ReadOnlySpan<int> drawnNegatives)
    {
        var negativesAt = new int[levels];
        foreach (var drawn in drawnNegatives) negativesAt[negatives[drawn]]++;

        var twiceBelow = new long[levels];
        var below = 0L;
        for (var level = 0; level < levels; level++)
        {
            twiceBelow[level] = (2 * below) + negativesAt[level];
            below += negativesAt[level];
        }

        var twiceWins = 0L;
        foreach (var drawn in drawnPositives) twiceWins += twiceBelow[positives[drawn]];
        return twiceWins / (2.0 * drawnPositives.Length * drawnNegatives.Length);
    }

    /// <summary>The distribution of one area.</summary>
    public BootstrapSummary Area(BootstrapPlan plan, CancellationToken cancellationToken) => Bootstrap.Run(
        plan, draws => Resample(draws.Sample(positives.Length), draws.Sample(negatives.Length)), cancellationToken);

    /// <summary>The distribution of this area minus another one of the same cases; a replicate draws the same cases for both.</summary>
    public BootstrapSummary Difference(AreaBootstrap other, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(other);
        if ((positives.Length, negatives.Length) != (other.positives.Length, other.negatives.Length))
            throw new ArgumentException("The samples hold different cases: expected two scores of the same cases.", nameof(other));

        return Bootstrap.Run(plan, Draw, cancellationToken);

        double? Draw(Draws draws)
        {
            var (drawnPositives, drawnNegatives) = (draws.Sample(positives.Length), draws.Sample(negatives.Length));
            return Resample(drawnPositives, drawnNegatives) - other.Resample(drawnPositives, drawnNegatives);
        }
    }
}
