using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Explanation.Belief;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Tests.Explanation.Belief;

public sealed class MaxSensitivityTests
{
    private static readonly ImageSet Grey = new([.. Enumerable.Repeat(0.5f, 2 * 64 * 64)], 2, 64);

    // The map is the image: the change is the noise, whose root mean square is 0.1 / sqrt 3, over 0.5.
    [Fact]
    public void A_map_that_follows_the_image_changes_as_much_as_the_noise() =>
        Assert.All(Compute(new ImageItself(), [0, 0]), change => Assert.Equal(0.2 / Math.Sqrt(3), change, 2));

    [Fact]
    public void A_map_of_zeros_has_no_relative_change() =>
        Assert.All(Compute(new InputGradient(), [1, 1]), change => Assert.True(double.IsNaN(change)));

    private static double[] Compute(MapMethod method, int[] targets)
    {
        using ResNet network = Brightness.Network();
        return new MaxSensitivity(method, radius: 0.1, samples: 3).Compute(
            network, NormBranch.Clean, Grey, targets, null, TestContext.Current.CancellationToken);
    }
}
