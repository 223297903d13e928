using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation.Methods;

/// <summary>
/// Maps of the reference checkpoint resnet18_std, channel means, against those that a script computed with PyTorch 1.13 and
/// torchvision 0.14, sample by sample and image by image.
/// </summary>
public sealed class ReferenceMapsTests
{
    private static readonly MapParameters FewNoises = new() { Samples = 5, Seed = 3 };

    [Theory]
    [InlineData("smoothgrad", "smoothgrad")]
    [InlineData("vargrad", "vargrad")]
    [InlineData("integrated-gradients", "integrated-gradients")]
    [InlineData("guided-backpropagation", "guided-backpropagation")]
    [InlineData("occlusion", "occlusion")]
    [InlineData("score-cam", "score-cam")]
    [InlineData("layer-cam-stage2", "layer-cam2")]
    [InlineData("grad-cam", "grad-cam3", 3)]
    [InlineData("grad-cam++", "grad-cam++3", 3)]
    [InlineData("grad-cam++", "grad-cam++4")]
    public void Maps_equal_those_of_PyTorch(string method, string file, int stage = 4)
    {
        using Oracle oracle = new("resnet18_std");
        using ResNet network = oracle.Network();
        using Explainer explainer = new(network, NormBranch.Clean, MapMethods.Of(method, FewNoises with { Stage = stage }));
        Tensor expected = NpyFile.Read(Path.Combine(AppContext.BaseDirectory, "Oracles", "explanation", file + ".npy"));
        Tensor actual = explainer.ExplainClasses(oracle.Array("input"), oracle.Array("class_index")).mean([1]);
        Assert.Equal(expected.shape, actual.shape);
        double distance = (actual - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        Assert.True(distance < 1e-4, $"{file}: {distance} of the largest value apart");
    }

    [Theory]
    [InlineData("resnet18_std", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Clean)]
    [InlineData("resnet18_dsbn", NormBranch.Adversarial)]
    public void Grad_CAM_equals_the_reference_before_and_after_it_is_brought_to_the_images_size(string name, NormBranch branch)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        using FrozenNetwork frozen = new(network, branch);
        GradCam method = new(stage: 4);
        Tensor images = oracle.Array("input"), weights = nn.functional.one_hot(oracle.Array("class_index"), 8).to(ScalarType.Float32);
        oracle.AssertMeets($"gradcam_raw_b{(int)branch}", method.Coarse(frozen, images, weights));
        oracle.AssertMeets($"gradcam_up_b{(int)branch}", MapNormalisation.Stretch(method.Explain(frozen, images, weights)).squeeze(1));
    }
}
