using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

public sealed class MapRelationsTests
{
    [Fact]
    public void Mean_ratings_that_rise_with_the_mass_inside_the_lesions_correlate_fully()
    {
        // Two readers whose mean rating is the case's number; one of them alone is not in that order.
        var set = WithMass(HandMadeSet.Rated(2, [true, true, true, true, true], (_, reader, item) => reader == 0 ? item / 2 : item - (item / 2), arms: 1), item => item.Case / 10.0);
        var relation = Relations(set).First(each => each is { Measure: MapMeasure.MassInLesions, Arm: 0 });

        Assert.Equal((5, 1.0), (relation.Maps, relation.Rho.Value.GetValueOrDefault()));

        // Ratings 0 0 1 1 2 against 0 1 2 3 4: ranks 1.5 1.5 3.5 3.5 5, products 9, squares 9 and 10.
        Assert.Equal(9 / Math.Sqrt(90), relation.Readers[0].Rho.Value.GetValueOrDefault(), 1e-12);
        Assert.NotNull(relation.Readers[0].PValue.Value);
    }

    [Fact]
    public void Maps_of_all_arms_are_drawn_by_case_and_not_tested()
    {
        var set = WithMass(HandMadeSet.Rated(2, [.. Enumerable.Repeat<bool?>(true, 12)], (arm, reader, item) => (item + reader + (2 * arm)) % 6), item => ((item.Case * 7) + item.Arm.GetValueOrDefault()) % 12);
        var relation = Relations(set).Single(each => each is { Measure: MapMeasure.MassInLesions, Arm: null });

        Assert.Equal(36, relation.Maps);
        Assert.True(relation.Rho.Low < relation.Rho.Value && relation.Rho.Value < relation.Rho.High);
        Assert.All(relation.Readers, reader => Assert.Equal("maps of several arms share cases, so the test does not hold", reader.PValue.Reason));
    }

    [Fact]
    public void Each_reader_is_held_against_his_own_marks()
    {
        var marks = new QuestionFacts(2, "Mark it", ["Mass"], QuestionFacts.Marks);
        var set = HandMadeSet.Rated(2, [true, true, true, true], (_, _, item) => item, arms: 1);
        set = set with
        {
            Study = set.Study with { Questions = [.. set.Study.Questions, marks] },
            Overlaps = [.. from item in Enumerable.Range(0, 4) from reader in Enumerable.Range(1, 2) select Overlap($"R{reader}", item, reader == 1 ? item / 10.0 : 1 - (item / 10.0))],
        };
        var relation = Relations(set).First(each => each is { Measure: MapMeasure.MassInMarks, Arm: 0 });

        Assert.Equal(2, relation.MarksQuestion);
        Assert.Equal([1, -1], relation.Readers.Select(reader => reader.Rho.Value.GetValueOrDefault()));
        Assert.Equal("one side never varies", relation.Rho.Reason);
    }

    [Fact]
    public void Without_lesions_there_is_a_reason() =>
        Assert.Equal("no rated map has lesion boxes", Relations(HandMadeSet.Rated(2, [true, true], (_, _, item) => item))[0].Rho.Reason);

    private static IReadOnlyList<MapRelation> Relations(AnalysisSet set) => Assert.Single(HandMadeSet.Compute(set).Relations!).Relations;

    private static AnalysisSet WithMass(AnalysisSet set, Func<ItemFacts, double> mass) =>
        set with { Items = [.. set.Items.Select(item => item with { MassInside = mass(item), AreaInside = 0.1 })] };

    private static OverlapFacts Overlap(string reader, int item, double mass) =>
        new(reader, item, "Mass", 0, 2, item + 1, SlotPurpose.Main, null, Withdrawn: false, 1, mass, 0.1, Hit: true, mass / 2);
}
