using CsCheck;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Studies;

public sealed class CaseSamplingTests
{
    private static readonly string[] Labels = ["A", "B", "C"];

    private static readonly Gen<List<SamplingCandidate>> Candidates =
        Gen.Int[0, 7].List[1, 60].Select(sets => sets.Select(set =>
            new SamplingCandidate(CaseId.New(), [.. Labels.Where((_, bit) => (set >> bit & 1) == 1)])).ToList());

    [Fact]
    public void No_case_is_drawn_twice_and_each_shows_the_label_it_is_rated_for() => Candidates.Sample(candidates =>
    {
        var plan = new SamplingPlan(DatasetSplit.Test, 1, [.. Labels.Select(l => new StratumPlan(l, 5))]);
        var drawn = CaseSampling.Draw(candidates, plan).Cases;

        Assert.Equal(drawn.Count, drawn.DistinctBy(c => c.CaseId).Count());
        Assert.All(drawn, c => Assert.Contains(c.TargetLabel, candidates.Single(k => k.CaseId == c.CaseId).Positive));
    });

    [Fact]
    public void The_weights_of_a_stratum_add_up_to_its_cases() => Candidates.Sample(candidates =>
    {
        var sample = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 1, [.. Labels.Select(l => new StratumPlan(l, 4))]));

        Assert.All(sample.Strata.Where(s => s.Available > 0), s =>
            Assert.Equal(s.Available, sample.Cases.Where(c => c.Stratum == s.Label).Sum(c => c.Weight), 1e-9));
        Assert.Equal(candidates.Count(c => c.Positive.Count > 0), sample.Strata.Sum(s => s.Available));
    });

    [Fact]
    public void A_case_of_two_labels_belongs_to_the_rarer()
    {
        var both = new SamplingCandidate(CaseId.New(), ["A", "B"]);
        var candidates = new[] { both, new(CaseId.New(), ["A"]), new(CaseId.New(), ["A"]) };

        var sample = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 1, [new("A", 3), new("B", 3)]));

        Assert.Equal("B", sample.Cases.Single(c => c.CaseId == both.CaseId).TargetLabel);
        Assert.Equal([2, 1], sample.Strata.Select(s => s.Available));
        Assert.Equal(2, sample.Problems.Count);
    }

    [Fact]
    public void Asking_for_more_of_one_label_leaves_the_draw_of_another()
    {
        var candidates = Enumerable.Range(0, 40).Select(i => new SamplingCandidate(CaseId.New(), [Labels[i % 2]])).ToList();
        var few = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 9, [new("A", 4), new("B", 4)])).Cases;
        var more = CaseSampling.Draw(candidates, new SamplingPlan(DatasetSplit.Test, 9, [new("A", 9), new("B", 4)])).Cases;

        Assert.Equal(few.Where(c => c.Stratum == "B"), more.Where(c => c.Stratum == "B"));
        Assert.Equal(few.Where(c => c.Stratum == "A").Select(c => c.CaseId), more.Where(c => c.Stratum == "A").Take(4).Select(c => c.CaseId));
    }
}
