using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class MacroAreaTests
{
    private const double Tolerance = 1e-12;

    private static readonly bool?[] Truth = [true, true, true, false, false, false, false];
    private static readonly double?[] Scores = [0.9, 0.4, 0.6, 0.5, 0.3, 0.4, 0.1];
    private static readonly bool?[] OtherTruth = [false, true, null, false, true, true, false];
    private static readonly double?[] OtherScores = [0.2, 0.7, 0.9, 0.8, 0.8, 0.6, 0.1];

    [Fact]
    public void Of_one_label_the_variance_is_DeLongs_with_each_class_less_one()
    {
        var sample = RocSample.From(Truth, Scores);
        var area = MacroArea.Of([Truth], [Scores]);

        // Wins of the positives out of 4: 4, 2.5, 4; of the negatives out of 3: 2, 3, 2.5, 3.
        Assert.Equal(10.5 / 12, area.Area.Value.GetValueOrDefault(), Tolerance);
        Assert.Equal(DeLong.Area(sample).Area.Value.GetValueOrDefault(), area.Area.Value.GetValueOrDefault(), Tolerance);
        var ofPositives = new[] { 1, 0.625, 1 }.Sum(share => Math.Pow(share - 0.875, 2)) / 2;
        var ofNegatives = new[] { 2 / 3.0, 1, 2.5 / 3, 1 }.Sum(share => Math.Pow(share - 0.875, 2)) / 3;
        Assert.Equal(Math.Sqrt(6 / 7.0 * ((ofPositives / 2) + (ofNegatives / 3))), area.StandardError.Value.GetValueOrDefault(), Tolerance);
    }

    [Fact]
    public void A_case_leaves_with_all_of_its_labels()
    {
        var area = MacroArea.Of([Truth, OtherTruth], [Scores, OtherScores]);

        for (var left = 0; left < Truth.Length; left++)
        {
            double Without(bool?[] truth, double?[] scores) =>
                DeLong.Area(RocSample.From(AllBut(truth, left), AllBut(scores, left))).Area.Value.GetValueOrDefault();
            Assert.Equal((Without(Truth, Scores) + Without(OtherTruth, OtherScores)) / 2, area.WithoutEachCase[left].GetValueOrDefault(), Tolerance);
        }

        var values = area.WithoutEachCase.Select(value => value.GetValueOrDefault()).ToList();
        Assert.Equal(Math.Sqrt(6 / 7.0 * values.Sum(value => Math.Pow(value - values.Average(), 2))), area.StandardError.Value.GetValueOrDefault(), Tolerance);
    }

    [Fact]
    public void A_label_with_one_class_is_left_out_and_a_case_of_no_label_is_no_case()
    {
        var area = MacroArea.Of([[.. Truth, null], [true, true, true, true, true, true, true, true]], [[.. Scores, 0.5], [.. Scores, 0.5]]);

        Assert.Equal((7, 1), (area.Cases, area.LabelsDefined));
        Assert.Equal(10.5 / 12, area.Area.Value.GetValueOrDefault(), Tolerance);
        Assert.Null(area.WithoutEachCase[7]);
    }

    [Fact]
    public void A_class_of_one_case_gives_the_area_without_an_interval()
    {
        var area = MacroArea.Of([[true, false, false]], [[0.5, 0.4, 0.6]]);

        Assert.Equal(0.5, area.Area.Value);
        Assert.Equal("without one of the cases a label has one class only", area.Area.Reason);
        Assert.Equal("no label with both classes", MacroArea.Of([[true, true]], [[0.5, 0.4]]).Area.Reason);
    }

    [Fact]
    public void A_perfect_model_has_an_area_of_one_and_no_interval()
    {
        var area = MacroArea.Of([Truth], [[9, 8, 7, 1, 2, 3, 4]]);

        Assert.Equal(1, area.Area.Value);
        Assert.Equal("leaving out one case never changes the area", area.Area.Reason);
    }

    [Fact]
    public void A_difference_of_a_model_from_itself_is_zero_without_a_test_and_from_another_it_knows_the_shared_cases()
    {
        double?[] shifted = [0.7, 0.4, 0.6, 0.5, 0.3, 0.4, 0.6];
        var (first, second) = (MacroArea.Of([Truth], [Scores]), MacroArea.Of([Truth], [shifted]));

        var (none, noError) = MacroArea.Combine([first, first], [1, -1]);
        Assert.Equal(0, none.Value);
        Assert.False(noError.IsDefined);

        var (difference, error) = MacroArea.Combine([first, second], [1, -1]);
        var values = first.WithoutEachCase.Zip(second.WithoutEachCase, (x, y) => (x - y).GetValueOrDefault()).ToList();
        Assert.Equal((first.Area.Value - second.Area.Value).GetValueOrDefault(), difference.Value.GetValueOrDefault(), Tolerance);
        Assert.Equal(Math.Sqrt(6 / 7.0 * values.Sum(value => Math.Pow(value - values.Average(), 2))), error.Value.GetValueOrDefault(), Tolerance);
    }

    [Fact]
    public void Areas_of_different_cases_are_not_combined_with_an_interval()
    {
        var fewer = MacroArea.Of([[.. Truth[..6], null]], [Scores]);

        Assert.Equal("the areas are of different cases", MacroArea.Combine([MacroArea.Of([Truth], [Scores]), fewer], [1, -1]).Sum.Reason);
    }

    private static T[] AllBut<T>(T[] values, int left) => [.. values.Where((_, index) => index != left)];
}
