namespace StudyPortal.Core.Saliency;

/// <summary>The methods that a trainer has. A method with other parameters is another method with another name.</summary>
public static class SaliencyMethods
{
    /// <summary>The signed gradient of the target label's logit with respect to the image.</summary>
    public const string InputGradient = "input-gradient";

    /// <summary>A control: the input gradient of the same network with random weights in place of its own.</summary>
    public const string RandomWeights = "control-random-weights";

    public const string Edges = "control-edges";

    private static readonly SaliencyMethod[] Explaining =
    [
        new(InputGradient, "Input gradient", "How the label's score changes with each pixel; the map of the published study."),
        new("gradient-x-input", "Gradient × input", "The gradient times the pixel: what each pixel brings, were the network linear."),
        new("smoothgrad", "SmoothGrad", "The gradient averaged over 25 noisy copies of the image (noise 0.1 of its range)."),
        new("vargrad", "VarGrad", "How much the gradient varies over 25 noisy copies of the image (noise 0.1 of its range)."),
        new("integrated-gradients", "Integrated gradients", "Each pixel's share of the score above that of a black image; the shares add up to it."),
        new("guided-backpropagation", "Guided backpropagation", "The gradient along positive paths only; sharp, but close to the image's edges whatever the network learned."),
        new("grad-cam", "Grad-CAM", "Where the last stage, 32 times coarser than the image, speaks for the label."),
        new("grad-cam++", "Grad-CAM++", "Grad-CAM weighted pixel by pixel, for several lesions in one image."),
        new("layer-cam", "Layer-CAM", "The last stage, each place weighted by its own gradient."),
        new("layer-cam-stage2", "Layer-CAM, second stage", "The second stage, 8 times coarser than the image, each place weighted by its own gradient."),
        new("score-cam", "Score-CAM", "The last stage's channels, weighted by the score of the image seen through each; slow."),
        new("occlusion", "Occlusion", "How far the score drops when a window of an eighth of the side turns black."),
        new("rise", "RISE", "How the score goes with each pixel's visibility under 1000 random masks; slow."),
    ];

    /// <summary>Those that pages offer.</summary>
    public static readonly IReadOnlyList<SaliencyMethod> All =
    [
        .. Explaining,
        new(RandomWeights, "Control: random weights", "The input gradient of the same network before any training: what a map shows that has learned nothing."),
        new(Edges, "Control: edges", "The edges of the image: what a map shows that knows no network."),
    ];

    /// <summary>Under which maps are kept: the methods that pages offer, and the control of random weights by each of them.</summary>
    public static readonly IReadOnlyList<string> Names =
        [.. All.Select(method => method.Name).Union(Explaining.Select(method => RandomWeightsOf(method.Name)))];

    /// <summary>The control of random weights by a method; that by the input gradient has the name that it had when it was the only one.</summary>
    public static string RandomWeightsOf(string method) => method == InputGradient ? RandomWeights : $"{RandomWeights}:{method}";

    /// <exception cref="NotSupportedException">This version has no such method.</exception>
    public static void Require(string name)
    {
        if (!Names.Contains(name)) throw new NotSupportedException($"There is no method '{name}': expected one of {string.Join(", ", Names)}.");
    }
}
