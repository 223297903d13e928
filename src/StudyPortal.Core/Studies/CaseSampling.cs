using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>
/// Draws a stratified sample without replacement. A case belongs to one stratum only: the rarest of those that hold it
/// among the candidates (ties: first in ordinal order), so that the weights of the strata hold.
/// </summary>
internal static class CaseSampling
{
    /// <param name="candidates">In a fixed order; the draw depends on it.</param>
    /// <param name="plan">The strata and the seed; each stratum draws by itself, so that changing one leaves the others.</param>
    public static SamplePreview Draw(IReadOnlyList<SamplingCandidate> candidates, SamplingPlan plan)
    {
        var pools = Pools(plan.OnePerPatient ? OnePerPatient(candidates, plan.Seed) : candidates, plan.Seed);
        var strata = plan.Strata.Select(s => new StratumPreview(s.Name, Pool(pools, s).Length, s.Count)).ToList();
        var drawn = plan.Strata.SelectMany(s => Pool(pools, s).Take(s.Count).Select(candidate => (Candidate: candidate, Stratum: s))).ToList();
        var calibration = Calibration(plan, pools, [.. drawn.Select(d => d.Candidate.Patient)]).ToList();
        var weights = plan.Strata.Zip(strata).ToDictionary(s => s.First.Name, s => s.Second.Weight ?? 0);
        return new SamplePreview(strata, [.. drawn.Select(d => Case(d.Candidate, d.Stratum, weights[d.Stratum.Name]))])
        {
            Calibration = calibration,
            Patients = drawn.ToDictionary(d => d.Candidate.CaseId, d => d.Candidate.Patient),
            Refusals = calibration.Count < plan.Calibration
                ? [$"Calibration: {plan.Calibration} cases asked for, {calibration.Count} there beside the sample and its patients. Ask for fewer."]
                : [],
        };
    }

    private static DrawnCase Case(SamplingCandidate candidate, StratumPlan stratum, double weight) =>
        new(candidate.CaseId, stratum.Label, stratum.Name, weight);

    private static SamplingCandidate[] Pool(Dictionary<string, SamplingCandidate[]> pools, StratumPlan stratum) => pools.GetValueOrDefault(stratum.Name, []);

    private static List<SamplingCandidate> OnePerPatient(IReadOnlyList<SamplingCandidate> candidates, int seed)
    {
        var chosen = candidates.Where(c => c.Strata.Count > 0).GroupBy(c => c.Patient)
            .Select(cases => cases.ElementAt(new Random(StableSeed.Of(seed, $"patient {cases.Key}")).Next(cases.Count()))).ToHashSet();
        return [.. candidates.Where(chosen.Contains)];
    }

    private static Dictionary<string, SamplingCandidate[]> Pools(IReadOnlyList<SamplingCandidate> candidates, int seed)
    {
        var frequency = candidates.SelectMany(c => c.Strata).CountBy(name => name).ToDictionary();
        var pools = candidates
            .Where(c => c.Strata.Count > 0)
            .GroupBy(c => c.Strata.OrderBy(name => frequency[name]).ThenBy(name => name, StringComparer.Ordinal).First())
            .ToDictionary(pool => pool.Key, pool => pool.ToArray());
        foreach (var (name, pool) in pools) new Random(StableSeed.Of(seed, $"stratum {name}")).Shuffle(pool);
        return pools;
    }

    /// <summary>The strata take turns; each goes on in its shuffled pool, past the patients that are in already.</summary>
    private static IEnumerable<DrawnCase> Calibration(SamplingPlan plan, Dictionary<string, SamplingCandidate[]> pools, HashSet<string> patients)
    {
        var rests = plan.Strata.Where(s => s.Count > 0).Select(s => (Stratum: s, Left: new Queue<SamplingCandidate>(Pool(pools, s).Skip(s.Count)))).ToList();
        for (var left = plan.Calibration; left > 0 && rests.Any(r => r.Left.Count > 0);)
            foreach (var (stratum, rest) in rests)
            {
                while (rest.TryPeek(out var known) && patients.Contains(known.Patient)) rest.Dequeue();
                if (left == 0 || !rest.TryDequeue(out var next)) continue;
                patients.Add(next.Patient);
                left--;
                yield return Case(next, stratum, weight: 0);
            }
    }
}

/// <summary>A case that may be drawn, with the names of the strata that hold it.</summary>
internal sealed record SamplingCandidate(CaseId CaseId, string Patient, IReadOnlyList<string> Strata);
