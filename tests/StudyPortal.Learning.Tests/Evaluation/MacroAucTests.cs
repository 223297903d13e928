using StudyPortal.Learning.Evaluation;

namespace StudyPortal.Learning.Tests.Evaluation;

public sealed class MacroAucTests
{
    [Fact]
    public void Ties_count_one_half() =>
        Assert.Equal((1 + 0.5 + 1 + 1) / 4, MacroAuc.Of([0.9f, 0.5f, 0.5f, 0.1f], [1, 1, 0, 0], 1));

    [Fact]
    public void Classes_are_averaged_and_those_without_both_truths_left_out() =>
        Assert.Equal(0.5, MacroAuc.Of([1, 1, 9, 0, 0, 9], [1, 0, 1, 0, 1, 1], 3));

    [Fact]
    public void Unknown_truth_is_left_out() => Assert.Equal(1, MacroAuc.Of([3, 2, 9], [1, 0, float.NaN], 1));

    [Fact]
    public void Without_any_class_to_judge_there_is_no_number() => Assert.Equal(double.NaN, MacroAuc.Of([1, 2], [1, 1], 1));
}
