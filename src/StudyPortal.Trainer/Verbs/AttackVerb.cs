using System.CommandLine;
using StudyPortal.Learning;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>attack</c>: adversarial images of given ones.</summary>
internal static class AttackVerb
{
    public static Command Create()
    {
        var labels = LabelsOption();
        var norm = new Option<string>("--norm") { Description = "linf or l2.", DefaultValueFactory = _ => "linf" };
        var step = new Option<string>("--step") { Description = "sign or unit.", DefaultValueFactory = _ => "sign" };
        var epsilon = new Option<double>("--epsilon") { Description = "Radius in units of the [0,1] image.", Required = true };
        var alpha = new Option<double>("--alpha") { Description = "Length of a step.", Required = true };
        var steps = new Option<int>("--steps") { Description = "How many.", Required = true };
        var start = new Option<FileInfo?>("--start") { Description = "Noise to start from, .npy like the images; without it the attack starts at the images." };
        norm.AcceptOnlyFromAmong("linf", "l2");
        step.AcceptOnlyFromAmong("sign", "unit");
        return new TensorVerb().Create("attack", "Write images attacked by projected gradient ascent.", [labels, norm, step, epsilon, alpha, steps, start], (parsed, network, images, branch) =>
        {
            var recipe = new AttackRecipe(
                parsed.GetValue(epsilon), parsed.GetValue(alpha), parsed.GetValue(steps),
                parsed.GetValue(norm) == "l2" ? AttackNorm.L2 : AttackNorm.Linf, parsed.GetValue(step) == "unit" ? AttackStep.Unit : AttackStep.Sign);
            var noise = parsed.GetValue(start) is { } file ? NpyFile.Read(file.FullName).to(images.device) : null;
            using var frozen = new FrozenNetwork(network, branch, NormFolding.AsPyTorch);
            return new ProjectedGradient(recipe).Attack(frozen, images, ReadLabels(parsed, labels, images, network.Shape.ClassCount), noise);
        });
    }

    public static Option<FileInfo> LabelsOption() => new("--labels") { Description = "Truth, .npy, N x classes.", Required = true };

    public static Tensor ReadLabels(ParseResult parsed, Option<FileInfo> option, Tensor images, int classes)
    {
        var labels = NpyFile.Read(parsed.GetRequiredValue(option).FullName).to(ScalarType.Float32).to(images.device);
        return labels.shape is [var rows, var columns] && rows == images.shape[0] && columns == classes
            ? labels
            : throw new VerbException($"{option.Name} is [{string.Join(", ", labels.shape)}]; expected [{images.shape[0]}, {classes}].");
    }
}
