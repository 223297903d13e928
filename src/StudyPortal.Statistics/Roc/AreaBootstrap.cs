using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// ROC areas of resampled cases, positives and negatives drawn apart (stratified, as pROC does); a tie counts one half. The scores are
/// ranked once; a replicate counts how often every case is drawn and costs O(cases), no sorting.
/// </summary>
public sealed class AreaBootstrap
{
    private readonly int[] negativesByScore;
    private readonly int[] negativesBelow;
    private readonly int[] negativesUpTo;
    private readonly Placements placements;

    /// <param name="sample">At least one positive and one negative case.</param>
    public AreaBootstrap(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.MissingClass is { } reason) throw new ArgumentException($"There is nothing to resample: {reason}.", nameof(sample));

        var (positives, negatives) = (SortedScores.Of(sample.Positives), SortedScores.Of(sample.Negatives));
        negativesByScore = [.. negatives.Cases];
        (negativesBelow, negativesUpTo) = positives.Among(negatives);
        placements = Placements.Of(positives, negatives);
    }

    private int Positives => negativesBelow.Length;

    private int Negatives => negativesByScore.Length;

    /// <summary>
    /// Several models on the same cases: a replicate draws the cases once and measures every model on them. The areas are those that
    /// <see cref="Area"/> gives for each model with the same plan. O(replicates x models x cases), on all cores.
    /// </summary>
    public static BootstrappedAreas Compare(IReadOnlyList<AreaBootstrap> models, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(plan);
        if (models.Count == 0) throw new ArgumentException("There is no model: expected at least one.", nameof(models));
        if (models.Any(model => (model.Positives, model.Negatives) != (models[0].Positives, models[0].Negatives)))
            throw new ArgumentException("The samples hold different cases: expected scores of the same cases.", nameof(models));

        var replicates = models.Select(_ => new double?[plan.Replicates]).ToArray();
        Parallel.For(
            0,
            plan.Replicates,
            new ParallelOptions { CancellationToken = cancellationToken, TaskScheduler = null },
            () => new DrawnCases(models[0].Positives, models[0].Negatives),
            (replicate, _, drawn) =>
            {
                drawn.Draw(new Draws(plan.Seed, replicate));
                for (var model = 0; model < models.Count; model++) replicates[model][replicate] = models[model].AreaOf(drawn);
                return drawn;
            },
            _ => { });
        return BootstrappedAreas.Of(
            [.. models.Zip(replicates, (model, areas) => new ResampledStatistic(model.placements.Area, areas, model.placements.AreasWithoutEach()))],
            plan.Confidence);
    }

    /// <summary>The area of the drawn cases; indices count within each class, in the order of the sample. O(cases).</summary>
    public double Resample(ReadOnlySpan<int> drawnPositives, ReadOnlySpan<int> drawnNegatives)
    {
        var drawn = new DrawnCases(Positives, Negatives);
        drawn.Take(drawnPositives, drawnNegatives);
        return drawn.TwiceWins(negativesByScore, negativesBelow, negativesUpTo) / (2.0 * drawnPositives.Length * drawnNegatives.Length);
    }

    /// <summary>The distribution of one area.</summary>
    public BootstrapSummary Area(BootstrapPlan plan, CancellationToken cancellationToken) =>
        Compare([this], plan, cancellationToken).Areas[0];

    /// <summary>The distribution of this area minus another one of the same cases; a replicate draws the same cases for both.</summary>
    public BootstrapSummary Difference(AreaBootstrap other, BootstrapPlan plan, CancellationToken cancellationToken) =>
        Compare([this, other], plan, cancellationToken).Differences[0].Replicates;

    private double AreaOf(DrawnCases drawn) =>
        drawn.TwiceWins(negativesByScore, negativesBelow, negativesUpTo) / (2.0 * Positives * Negatives);
}
