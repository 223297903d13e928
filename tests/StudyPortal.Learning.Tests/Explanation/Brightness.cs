using System.Text.RegularExpressions;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation;

/// <summary>
/// A network of known behaviour: its first logit grows with every pixel, its second is always -1. Convolutions average
/// from stage to stage and are zero within one and beside it.
/// </summary>
internal static partial class Brightness
{
    public const float Black = -2;

    public static ResNet Network()
    {
        using Generator random = new(1);
        ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        using IDisposable frozen = no_grad();
        foreach (NamedTensor convolution in network.State.Where(entry => entry.Tensor.dim() == 4))
        {
            bool passes = convolution.Name == "conv1.weight" || Narrowing().IsMatch(convolution.Name);
            convolution.Tensor.fill_(passes ? (double)convolution.Tensor.shape[0] / convolution.Tensor.numel() : 0);
        }
        network.State.Single(entry => entry.Name == "fc.weight").Tensor.copy_(tensor(new float[] { 1, 0 }, [2, 1]));
        network.State.Single(entry => entry.Name == "fc.bias").Tensor.copy_(tensor(new float[] { Black, -1 }));
        return network;
    }

    /// <summary>Black images of 64 x 64 with a white square of 16 x 16 at the given left top corners.</summary>
    public static float[] Squares(params (int Left, int Top)[] corners)
    {
        float[] pixels = new float[corners.Length * 64 * 64];
        for (int image = 0; image < corners.Length; image++)
        {
            for (int row = 0; row < 16; row++)
            {
                pixels.AsSpan((image * 64 * 64) + ((corners[image].Top + row) * 64) + corners[image].Left, 16).Fill(1);
            }
        }
        return pixels;
    }

    [GeneratedRegex(@"^layer[234]\.0\.conv")]
    private static partial Regex Narrowing();
}
