using StudyPortal.Learning.Explanation.Belief;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Tests.Explanation.Belief;

public sealed class DeletionInsertionTests
{
    private static readonly float[] Square = Brightness.Squares((24, 24));

    private static readonly ImageSet Image = new(Square, 1, 64);

    // The white square is 1/16 of the image: with 16 steps, all that the label rests on goes at the first.
    [Fact]
    public void A_map_of_the_square_takes_everything_with_the_first_step_and_brings_it_back()
    {
        DeletionInsertionResult result = Compute(Square, target: 0);
        double black = 1 / (1 + Math.Exp(-Brightness.Black));
        Assert.True(result.Deletion[0][0] > black + 0.005);
        Assert.All(result.Deletion[0][1..], probability => Assert.Equal(black, probability, 6));
        Assert.Equal(result.Deletion[0][0], result.Insertion[0][^1], 6);
        Assert.Equal(black + ((result.Deletion[0][0] - black) / 32), result.DeletionArea[0], 6);
    }

    [Fact]
    public void A_map_of_all_but_the_square_is_worse_at_both()
    {
        DeletionInsertionResult right = Compute(Square, 0), wrong = Compute([.. Square.Select(pixel => 1 - pixel)], 0);
        Assert.True(right.DeletionArea[0] < wrong.DeletionArea[0] && right.InsertionArea[0] > wrong.InsertionArea[0]);
    }

    [Fact]
    public void A_label_that_rests_on_nothing_keeps_its_probability()
    {
        DeletionInsertionResult result = Compute(Square, target: 1);
        Assert.Equal(1 / (1 + Math.E), result.DeletionArea[0], 6);
        Assert.Equal(1 / (1 + Math.E), result.InsertionArea[0], 6);
    }

    private static DeletionInsertionResult Compute(float[] map, int target)
    {
        using ResNet network = Brightness.Network();
        return new DeletionInsertion(steps: 16).Compute(network, NormBranch.Clean, Image, [target], map, null, TestContext.Current.CancellationToken);
    }
}
