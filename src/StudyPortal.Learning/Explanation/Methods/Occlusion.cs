using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// Mean drop of the score over the windows that turn a pixel black (Zeiler and Fergus 2014); negative where the score rises.
/// </summary>
/// <param name="window">Side of the square window in shares of the image's shorter side.</param>
/// <param name="stride">Between windows, in the same shares; at most the window.</param>
public sealed class Occlusion(double window, double stride) : ScoreMethod
{
    private readonly double window = window is > 0 and <= 1 ? window : throw new ArgumentOutOfRangeException(nameof(window), window, "Expected a share above 0, at most 1.");

    private readonly double stride = stride > 0 && stride <= window ? stride : throw new ArgumentOutOfRangeException(nameof(stride), stride, "Expected a share above 0, at most the window.");

    public override int Passes => (int)Math.Pow(1 / stride, 2);

    internal override Tensor Explain(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor windows = Windows((int)images.shape[2], (int)images.shape[3]).to(images.device);
        Tensor drops = score.Of(images).unsqueeze(0).sub(MaskedScores.Of(score, images, 1 - windows));
        Tensor sums = drops.t().mm(windows.flatten(1)).reshape(images.shape[0], 1, images.shape[2], images.shape[3]);
        return sums.div(windows.sum([0], keepdim: true)).MoveToOuterDisposeScope();
    }

    /// <summary>1 in each window, 0 elsewhere, M x 1 x H x W; the last windows end at the border.</summary>
    private Tensor Windows(int height, int width)
    {
        int side = Math.Max(1, (int)Math.Round(window * Math.Min(height, width)));
        int step = Math.Clamp((int)Math.Round(stride * Math.Min(height, width)), 1, side);
        int[] rows = Starts(height, side, step), columns = Starts(width, side, step);
        float[] windows = new float[rows.Length * columns.Length * height * width];
        for (int place = 0; place < rows.Length * columns.Length; place++)
        {
            (int top, int left) = (rows[place / columns.Length], columns[place % columns.Length]);
            for (int row = top; row < top + side; row++)
            {
                windows.AsSpan((((place * height) + row) * width) + left, side).Fill(1);
            }
        }
        return tensor(windows, [rows.Length * columns.Length, 1, height, width]);
    }

    private static int[] Starts(int length, int side, int step) =>
        [.. Enumerable.Range(0, ((length - side + step - 1) / step) + 1).Select(index => Math.Min(index * step, length - side))];
}
