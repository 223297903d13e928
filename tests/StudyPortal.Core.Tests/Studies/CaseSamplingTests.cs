using CsCheck;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Studies;

public sealed class CaseSamplingTests
{
    private static readonly string[] Labels = ["A", "B", "C"];

    private static readonly Gen<List<SamplingCandidate>> Candidates =
        Gen.Int[0, 7].List[1, 60].Select(sets => sets.Select(set =>
            new SamplingCandidate(CaseId.New(), Guid.NewGuid().ToString(), [.. Labels.Where((_, bit) => (set >> bit & 1) == 1)])).ToList());

    private static readonly Gen<List<SamplingCandidate>> OfPatients =
        Gen.Select(Gen.Int[0, 7], Gen.Int[1, 20]).List[1, 60].Select(cases => cases.Select(c =>
            new SamplingCandidate(CaseId.New(), $"P{c.Item2}", [.. Labels.Where((_, bit) => (c.Item1 >> bit & 1) == 1)])).ToList());

    [Fact]
    public void No_case_is_drawn_twice_and_each_shows_the_label_it_is_rated_for() => Candidates.Sample(candidates =>
    {
        var plan = new SamplingPlan(DatasetSplit.Test, 1, [.. Labels.Select(l => new StratumPlan(l, 5))]);
        var drawn = CaseSampling.Draw(candidates, plan).Cases;

        Assert.Equal(drawn.Count, drawn.DistinctBy(c => c.CaseId).Count());
        Assert.All(drawn, c => Assert.Contains(c.TargetLabel, candidates.Single(k => k.CaseId == c.CaseId).Strata));
    });

    [Fact]
    public void The_weights_of_a_stratum_add_up_to_its_cases() => Candidates.Sample(candidates =>
    {
        var sample = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 1, [.. Labels.Select(l => new StratumPlan(l, 4))]));

        Assert.All(sample.Strata.Where(s => s.Available > 0), s =>
            Assert.Equal(s.Available, sample.Cases.Where(c => c.Stratum == s.Label).Sum(c => c.Weight), 1e-9));
        Assert.Equal(candidates.Count(c => c.Strata.Count > 0), sample.Strata.Sum(s => s.Available));
    });

    [Fact]
    public void A_case_of_two_labels_belongs_to_the_rarer()
    {
        var both = new SamplingCandidate(CaseId.New(), "P1", ["A", "B"]);
        var candidates = new[] { both, new(CaseId.New(), "P2", ["A"]), new(CaseId.New(), "P3", ["A"]) };

        var sample = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 1, [new("A", 3), new("B", 3)]));

        Assert.Equal("B", sample.Cases.Single(c => c.CaseId == both.CaseId).TargetLabel);
        Assert.Equal([2, 1], sample.Strata.Select(s => s.Available));
        Assert.Equal(2, sample.Problems.Count);
    }

    [Fact]
    public void Asking_for_more_of_one_label_leaves_the_draw_of_another()
    {
        var candidates = Enumerable.Range(0, 40).Select(i => new SamplingCandidate(CaseId.New(), $"P{i}", [Labels[i % 2]])).ToList();
        var few = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 9, [new("A", 4), new("B", 4)])).Cases;
        var more = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 9, [new("A", 9), new("B", 4)])).Cases;

        Assert.Equal(few.Where(c => c.Stratum == "B"), more.Where(c => c.Stratum == "B"));
        Assert.Equal(few.Where(c => c.Stratum == "A").Select(c => c.CaseId), more.Where(c => c.Stratum == "A").Take(4).Select(c => c.CaseId));
    }

    [Fact]
    public void With_one_case_per_patient_the_weights_add_up_to_patients() => OfPatients.Sample(candidates =>
    {
        var plan = new SamplingPlan(DatasetSplit.Test, 3, [.. Labels.Select(l => new StratumPlan(l, 4))], OnePerPatient: true);
        var sample = CaseSampling.Draw(candidates, plan);
        var patients = candidates.ToDictionary(c => c.CaseId, c => c.Patient);

        Assert.Equal(sample.Cases.Count, sample.Cases.DistinctBy(c => patients[c.CaseId]).Count());
        Assert.Equal(candidates.Where(c => c.Strata.Count > 0).DistinctBy(c => c.Patient).Count(), sample.Strata.Sum(s => s.Available));
        Assert.All(sample.Strata.Where(s => s.Available > 0), s =>
            Assert.Equal(s.Available, sample.Cases.Where(c => c.Stratum == s.Label).Sum(c => c.Weight), 1e-9));
    });

    [Fact]
    public void A_sample_that_was_stored_before_there_was_more_to_plan_is_read_as_it_was()
    {
        var id = Guid.NewGuid();
        var study = new Study
        {
            Id = StudyId.New(), Name = "Older", Instructions = "", DatasetId = DatasetId.New(), Method = "input-gradient", IsSimulated = false,
            OrderAlgorithm = "latin-lag/1", OrderSeed = 11, CreatedBy = "admin", CreatedUtc = DateTime.UnixEpoch,
            SamplingJson = $$"""
                {"plan":{"split":"Test","seed":7,"strata":[{"label":"A","count":1}]},"cases":[{"caseId":"{{id}}","targetLabel":"A","stratum":"A","weight":6}]}
                """,
        };

        var sample = StudySample.Of(study);

        Assert.Equal(new StratumPlan("A", 1), sample.Plan.Strata.Single());
        Assert.False(sample.Plan.OnePerPatient);
        Assert.Equal(new DrawnCase(CaseId.From(id), "A", "A", 6), sample.Cases.Single());
        Assert.Equal((0, 0, 0), (sample.Calibration.Count, sample.Controls.Count, sample.Thresholds.Count));
        Assert.Equal(new OrderPlan(11, 1, 0), study.OrderPlan);
    }

    [Fact]
    public void Each_of_a_patients_cases_is_as_likely_to_stand_for_him()
    {
        var cases = Enumerable.Range(0, 3).Select(_ => new SamplingCandidate(CaseId.New(), "P1", ["A"])).ToList();
        var counts = Enumerable.Range(0, 3000)
            .CountBy(seed => CaseSampling.Draw(cases, new SamplingPlan(DatasetSplit.Test, seed, [new("A", 1)], OnePerPatient: true)).Cases.Single().CaseId)
            .Select(c => c.Value).ToList();

        // Binomial with n = 3000, p = 1/3: standard deviation 26.
        Assert.Equal(3, counts.Count);
        Assert.All(counts, n => Assert.InRange(n, 900, 1100));
    }

    [Fact]
    public void The_calibration_block_is_of_other_patients_and_the_strata_take_turns() => OfPatients.Sample(candidates =>
    {
        var plan = new SamplingPlan(DatasetSplit.Test, 3, [new("A", 2), new("B", 2)], Calibration: 3);
        var sample = CaseSampling.Draw(candidates, plan);
        var patients = candidates.ToDictionary(c => c.CaseId, c => c.Patient);

        var calibrating = sample.Calibration.Select(c => patients[c.CaseId]).ToList();
        Assert.Equal(calibrating.Count, calibrating.Distinct().Count());
        Assert.Empty(calibrating.Intersect(sample.Cases.Select(c => patients[c.CaseId])));
        Assert.All(sample.Calibration, c => Assert.Equal(0, c.Weight));
        Assert.Equal(sample.Calibration.Count < 3, sample.Problems.Any(p => p.StartsWith("Calibration: 3 cases asked for", StringComparison.Ordinal)));
        Assert.Equal(sample.Cases, CaseSampling.Draw(candidates, plan with { Calibration = 0 }).Cases);
    });

    [Fact]
    public void A_case_of_the_calibration_block_follows_from_each_stratum_in_turn()
    {
        var candidates = Enumerable.Range(0, 20).Select(i => new SamplingCandidate(CaseId.New(), $"P{i}", [Labels[i % 2]])).ToList();

        var sample = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 9, [new("A", 4), new("B", 4)], Calibration: 5));

        Assert.Equal(["A", "B", "A", "B", "A"], sample.Calibration.Select(c => c.TargetLabel));
    }
}
