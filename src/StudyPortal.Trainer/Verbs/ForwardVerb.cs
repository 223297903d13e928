using System.CommandLine;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>forward</c>: logits of given images.</summary>
internal static class ForwardVerb
{
    public static Command Create() => new TensorVerb().Create("forward", "Write the logits of images, N x classes.", [], (_, network, images, branch) =>
    {
        using var frozen = no_grad();
        return network.call(images, branch);
    }, (program, images) => program.Logits(images));
}
