using System.CommandLine;
using StudyPortal.Learning;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>attack</c>: adversarial images of given ones.</summary>
internal static class AttackVerb
{
    public static Command Create()
    {
        var labels = new Option<FileInfo?>("--labels") { Description = "Truth, .npy, N x classes; the attack leads away from it." };
        var targets = new Option<FileInfo?>("--targets") { Description = "Instead of the truth what the network shall be made to say, .npy, N x classes." };
        var attack = new AttackOptions();
        var verb = new TensorVerb().Create("attack", "Write images attacked within a radius of the given ones.", [labels, targets, .. attack.All], (parsed, network, images, branch) =>
        {
            var isTargeted = parsed.GetValue(targets) is not null;
            var wanted = ReadLabels(isTargeted ? targets : labels, parsed, images, network.Shape.ClassCount);
            using var frozen = new UnfoldedNetwork(network, branch);
            return attack.Run(parsed, frozen, images, wanted, isTargeted);
        });
        verb.Validators.Add(result =>
        {
            if (result.GetValue(labels) is null == result.GetValue(targets) is null) result.AddError("Give either --labels or --targets.");
            else if (attack.Refusal(result) is { } reason) result.AddError(reason);
        });
        return verb;
    }

    public static Tensor ReadLabels(Option<FileInfo?> option, ParseResult parsed, Tensor images, int classes)
    {
        var labels = NpyFile.Read(parsed.GetValue(option)!.FullName).to(ScalarType.Float32);
        return labels.shape is [var rows, var columns] && rows == images.shape[0] && columns == classes
            ? labels.to(images.device)
            : throw new VerbException($"{option.Name} is [{string.Join(", ", labels.shape)}]; expected [{images.shape[0]}, {classes}].");
    }
}
