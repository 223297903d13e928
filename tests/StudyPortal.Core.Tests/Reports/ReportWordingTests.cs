using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>Flow, methods and limitations: what the report says of how it came about.</summary>
public sealed class ReportWordingTests
{
    [Fact]
    public void The_flow_counts_readers_places_and_what_is_left_of_them()
    {
        var set = HandMadeSet.Rated(2, [true, false], (arm, _, item) => arm == 2 ? null : item);
        set = set with
        {
            Exclusions = [new ExclusionFacts("R1", 0, "Mass", 2, 1, 3, "not answered"), new ExclusionFacts("R2", 0, "Mass", 2, 1, 3, "not answered"), new ExclusionFacts("R2", 1, "Mass", 2, 1, 6, "reader could not judge")],
            Participants = [Reader("R1", signed: true), Reader("R2", removed: true)],
            Places = [Place("R1", 1, 0), Place("R1", 2, 1), Place("R1", 1, 0) with { IsPilot = true }],
        };
        var flow = HandMadeSet.Compute(set).Flow!;

        Assert.Equal((2, 1, 1, 2, 6, 1), (flow.Readers, flow.Removed, flow.Signatures, flow.Cases, flow.Maps, flow.PilotPlaces));
        Assert.Equal((SlotPurpose.Main, 2), (flow.Places[0].Purpose, flow.Places[0].Places));
        Assert.Equal(8, flow.Questions[0].Analysed);
        Assert.Equal([new("not answered", 2), new("reader could not judge", 1)], flow.Questions[0].Excluded);
        Assert.Equal((4, 1), (flow.PerReader[0].Analysed, Assert.Single(flow.PerReader[0].Excluded).Count));
    }

    [Fact]
    public void A_set_that_knows_no_participants_says_nothing_of_them()
    {
        var flow = HandMadeSet.Compute(HandMadeSet.Rated(2, [true, false], (_, _, item) => item)).Flow!;

        Assert.Null(flow.Removed);
        Assert.Null(flow.PerReader[0].Places);
        Assert.Empty(flow.Places);
    }

    [Fact]
    public void The_methods_name_what_was_done_and_nothing_else()
    {
        var plain = Words(HandMadeSet.Rated(2, [null, null], (_, reader, item) => reader + item));
        Assert.Contains("a scale from 0 (0) to 5 (5)", plain, StringComparison.Ordinal);
        Assert.Contains("200 replicates from seed 4312", plain, StringComparison.Ordinal);
        Assert.Contains("algorithm by-hand/1, seed 1", plain, StringComparison.Ordinal);
        foreach (var absent in new[] { "Rockette", "DeLong", "lesion", "Marks", "gradient descent", "non-inferiority", "truth" })
            Assert.DoesNotContain(absent, plain, StringComparison.OrdinalIgnoreCase);

        var full = HandMadeSet.Rated(3, [true, false, true, false], (arm, reader, item) => (reader + item + arm) % 6);
        int[] truth = [1, 0, 1, 0];
        full = full with
        {
            Items = [.. full.Items.Select(item => item with { MassInside = 0.5, AreaInside = 0.2 })],
            Evaluations =
            [
                HandMadeSet.Scores(0, truth, [1, 0, 2, 1]), HandMadeSet.Scores(1, truth, [1, 0, 2, 2]), HandMadeSet.Scores(1, truth, [0, 0, 1, 2], 0.005),
                HandMadeSet.Scores(0, truth, [1, 0, 2, 1]) with { Dataset = "Elsewhere" },
            ],
            Registered = new RegisteredPlan(PrimaryEndpoint.AreaNonInferiority, PlannedTest.DeLong, null, [new PlannedPair(1, 0)], Margin: 0.07),
        };
        var words = Words(full);
        foreach (var present in new[] { "Rockette", "DeLong", "lesion boxes", "10 steps at ε = 0.005", "margin of 0.07", "as registered", "Elsewhere", "no diagnosis" })
            Assert.Contains(present, words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limitations_are_found()
    {
        int[] truth = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var set = HandMadeSet.Rated(2, [true, false], (arm, _, item) => arm == 2 && item == 1 ? null : item) with
        {
            Evaluations = [HandMadeSet.Scores(0, truth, [2, 1, 0, 0, 0, 1, 1, 0, 0, 1])],
            Participants = [Reader("R1", removed: true), Reader("R2")],
            Places = [Place("R1", 1, 0), Place("R1", 2, 1), Place("R1", 3, 2)],
            FrozenAfterClosing = true,
        };
        set = set with { Study = set.Study with { IsSynthetic = true, IsSimulated = true } };
        var found = HandMadeSet.Compute(set).Limitations!;

        Assert.Equal(
            [
                LimitationKind.SyntheticImages, LimitationKind.SimulatedRatings, LimitationKind.Unregistered, LimitationKind.FrozenLate, LimitationKind.FewReaders,
                LimitationKind.RemovedReaders, LimitationKind.FewCases, LimitationKind.MissingRatings, LimitationKind.UnbalancedOrder, LimitationKind.Prevalence,
                LimitationKind.FewPositives, LimitationKind.ThresholdsOnSameCases, LimitationKind.NoExternalTest,
            ],
            found.Select(limitation => limitation.Kind).Where(kind => kind != LimitationKind.EstimateAtBoundary));
        Assert.Contains("2 of 12 ratings", found.Single(each => each.Kind == LimitationKind.MissingRatings).Text, StringComparison.Ordinal);
        Assert.Contains("50 % of the rated cases are positive, and 10.0 % of the test split", found.Single(each => each.Kind == LimitationKind.Prevalence).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_without_fault_has_none_of_them()
    {
        var set = HandMadeSet.Rated(6, [.. Enumerable.Range(0, 40).Select(item => (bool?)(item % 2 == 0))], (arm, reader, item) => (((item * 7) + (reader * 3) + (item * reader * arm)) % 5) + (item % 2));
        set = set with { Registered = new RegisteredPlan(PrimaryEndpoint.RatingDifference, PlannedTest.WilcoxonOnCaseMeans, 1, [], BootstrapReplicates: 1000) };

        Assert.DoesNotContain(HandMadeSet.Compute(set).Limitations!, each => each.Kind != LimitationKind.EstimateAtBoundary);
    }

    private static string Words(AnalysisSet set) => string.Join('\n', HandMadeSet.Compute(set).Methods!.Select(paragraph => $"{paragraph.Title}: {paragraph.Text}"));

    private static ReaderFacts Reader(string code, bool signed = false, bool removed = false) =>
        new(code, DateTime.UnixEpoch, removed ? DateTime.UnixEpoch : null, 6, 4, signed ? DateTime.UnixEpoch : null, null, null);

    private static PlaceFacts Place(string reader, int position, int arm) =>
        new(reader, position, 1, SlotPurpose.Main, null, IsPilot: false, 0, "Mass", arm, Withdrawn: false, null);
}
