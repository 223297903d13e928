using StudyPortal.Core.Models;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Studies;

public sealed class LabelThresholdTests
{
    private static readonly ArmDesign Arm = new(ModelId.New(), NormBranch.Clean);

    // Distances from 0 in order: 0.5 1 1.5 | 2 3 4 | 5 6 7.
    private static readonly (bool Truth, double Logit)[] Judged =
        [(true, 0.5), (false, 1), (true, -1.5), (false, -2), (true, 3), (false, 4), (true, -5), (false, -6), (true, 7)];

    [Theory]
    [InlineData(true, 0.5, "TP, low confidence")]
    [InlineData(false, 1, "FP, low confidence")]
    [InlineData(true, -1.5, "FN, low confidence")]
    [InlineData(false, -2, "TN, medium confidence")]
    [InlineData(true, 3, "TP, medium confidence")]
    [InlineData(false, 4, "FP, medium confidence")]
    [InlineData(true, -5, "FN, high confidence")]
    [InlineData(false, -6, "TN, high confidence")]
    [InlineData(true, 0, "TP, low confidence")]
    public void From_probability_one_half_on_a_call_is_positive_and_thirds_of_the_cases_are_the_bands(bool truth, double logit, string cell) =>
        Assert.Equal(cell, LabelThreshold.Of(Arm, EvaluationId.New(), "Mass", ThresholdRule.Half, Judged)!.Judge(truth, logit).ToString());

    // Sensitivity + specificity is greatest at 2 (3/3 + 2/3), for a higher threshold loses a positive and a lower one a negative.
    [Fact]
    public void The_threshold_of_Youden_separates_the_classes_best()
    {
        var threshold = LabelThreshold.Of(
            Arm, EvaluationId.New(), "Mass", ThresholdRule.Youden, [(true, 2), (true, 3), (true, 5), (false, 1), (false, 0.5), (false, 4)])!;

        Assert.Equal(2, threshold.Threshold);
        Assert.Equal(ModelOutcome.TP, threshold.Judge(true, 2).Outcome);
        Assert.Equal(ModelOutcome.TN, threshold.Judge(false, 1.9).Outcome);
    }

    [Fact]
    public void Of_one_class_alone_there_is_no_threshold_of_Youden() =>
        Assert.Null(LabelThreshold.Of(Arm, EvaluationId.New(), "Mass", ThresholdRule.Youden, [(false, 1), (false, 2)]));
}
