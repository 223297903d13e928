using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>
/// Draws a stratified sample without replacement. A case belongs to one stratum only: the rarest of its positive labels
/// among the candidates (ties: first in ordinal order), so that the weights of the strata hold.
/// </summary>
internal static class CaseSampling
{
    /// <param name="candidates">In a fixed order; the draw depends on it.</param>
    /// <param name="plan">The strata and the seed; each stratum draws by itself, so that changing one leaves the others.</param>
    public static SamplePreview Draw(IReadOnlyList<SamplingCandidate> candidates, SamplingPlan plan)
    {
        var frequency = candidates.SelectMany(c => c.Positive).CountBy(label => label).ToDictionary();
        var pools = candidates
            .Where(c => c.Positive.Count > 0)
            .GroupBy(c => c.Positive.OrderBy(label => frequency[label]).ThenBy(label => label, StringComparer.Ordinal).First())
            .ToDictionary(pool => pool.Key, pool => pool.Select(c => c.CaseId).ToArray());
        var strata = plan.Strata.Select(s => new StratumPreview(s.Label, Pool(pools, s.Label).Length, s.Count));
        return new SamplePreview([.. strata], [.. plan.Strata.SelectMany(s => Drawn(s, Pool(pools, s.Label), plan.Seed))]);
    }

    private static CaseId[] Pool(Dictionary<string, CaseId[]> pools, string label) => pools.GetValueOrDefault(label, []);

    private static IEnumerable<DrawnCase> Drawn(StratumPlan stratum, CaseId[] pool, int seed)
    {
        var shuffled = pool.ToArray();
        new Random(StableSeed.Of(seed, $"stratum {stratum.Label}")).Shuffle(shuffled);
        var count = Math.Min(stratum.Count, pool.Length);
        return shuffled.Take(count).Select(id => new DrawnCase(id, stratum.Label, stratum.Label, pool.Length / (double)count));
    }
}

/// <summary>A case that may be drawn, with its positive labels.</summary>
internal sealed record SamplingCandidate(CaseId CaseId, IReadOnlyList<string> Positive);
