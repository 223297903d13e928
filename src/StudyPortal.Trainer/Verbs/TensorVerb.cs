using System.CommandLine;
using StudyPortal.Learning;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using StudyPortal.Trainer.Work;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Verbs;

/// <summary>What the verbs share that put one array through one checkpoint: no portal, no data set.</summary>
internal sealed class TensorVerb
{
    private readonly Option<FileInfo> _checkpoint = new("--checkpoint") { Description = "State dict, .pth or .safetensors.", Required = true };
    private readonly Option<FileInfo> _input = new("--input") { Description = "Images, .npy, N x C x H x W float32 in [0,1].", Required = true };
    private readonly Option<FileInfo> _output = new("--output") { Description = "The .npy to write.", Required = true };
    private readonly Option<string?> _architecture = new("--arch") { Description = "Checked against the file, as the two below." };
    private readonly Option<string?> _variant = new("--variant") { Description = "standard, adversarial or dual-bn." };
    private readonly Option<int?> _classes = new("--classes") { Description = "Number of labels." };
    private readonly Option<string> _branch = VariantNames.BranchOption();

    public Command Create(string name, string description, IEnumerable<Option> more, Func<ParseResult, ResNet, Tensor, NormBranch, Tensor> compute)
    {
        _variant.AcceptOnlyFromAmong(VariantNames.Variants);
        var verb = new Command(name, description) { _checkpoint, _input, _output, _architecture, _variant, _classes, _branch };
        foreach (var option in more) verb.Add(option);
        verb.SetGuardedAction((parsed, _) => DedicatedThread.RunAsync(() => Run(parsed, compute)));
        return verb;
    }

    private bool Run(ParseResult parsed, Func<ParseResult, ResNet, Tensor, NormBranch, Tensor> compute)
    {
        using var scope = NewDisposeScope();
        using var weights = WeightFile.Read(parsed.GetRequiredValue(_checkpoint).FullName);
        using var network = CheckpointInspection.Build(weights);
        RequireAgreement(parsed, network.Shape);
        var images = NpyFile.Read(parsed.GetRequiredValue(_input).FullName);
        if (images.dim() != 4 || images.shape[1] != network.Shape.InputChannels || images.dtype != ScalarType.Float32)
            throw new VerbException($"{_input.Name} is {images.dtype} [{string.Join(", ", images.shape)}]; expected Float32 [N, {network.Shape.InputChannels}, H, W].");
        var branch = VariantNames.Branch(parsed.GetRequiredValue(_branch)) == Core.Models.NormBranch.Adversarial ? NormBranch.Adversarial : NormBranch.Clean;
        if (branch == NormBranch.Adversarial && !network.Shape.DualNorm) throw new VerbException("The checkpoint has one batch norm: there is only the branch clean.");
        NpyFile.Write(parsed.GetRequiredValue(_output).FullName, compute(parsed, network, images, branch));
        return true;
    }

    private void RequireAgreement(ParseResult parsed, NetworkShape shape)
    {
        Require(parsed.GetValue(_architecture) is not { } architecture || architecture == shape.Architecture, $"The checkpoint is a {shape.Architecture}");
        Require(parsed.GetValue(_variant) is not { } variant || variant == "dual-bn" == shape.DualNorm, $"The checkpoint has {(shape.DualNorm ? "two batch norms" : "one batch norm")} at each place");
        Require(parsed.GetValue(_classes) is not { } classes || classes == shape.ClassCount, $"The checkpoint has {shape.ClassCount} labels");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new VerbException($"{otherwise}; the options say something else.");
    }
}
