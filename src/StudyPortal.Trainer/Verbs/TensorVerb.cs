using System.CommandLine;
using StudyPortal.Learning;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using StudyPortal.Trainer.Work;
using TorchSharp;
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
    private readonly Option<bool> _torchScript = TorchScriptOption();
    private readonly DeviceOption _device = new();

    public static Option<bool> TorchScriptOption() => new("--torchscript") { Description = "The checkpoint is a TorchScript program; its code is executed: only for files you trust. It runs forward, nothing else." };

    /// <param name="name">Of the verb.</param>
    /// <param name="description">What it writes.</param>
    /// <param name="more">Options of its own.</param>
    /// <param name="compute">What it writes, from the options, the network, the images and the branch.</param>
    /// <param name="runProgram">What it writes where the checkpoint is a TorchScript program; null where it needs more than a forward pass.</param>
    public Command Create(
        string name, string description, IEnumerable<Option> more, Func<ParseResult, ResNet, Tensor, NormBranch, Tensor> compute,
        Func<ScriptedNetwork, Tensor, Tensor>? runProgram = null)
    {
        _variant.AcceptOnlyFromAmong(VariantNames.Variants);
        var verb = new Command(name, description) { _checkpoint, _input, _output, _architecture, _variant, _classes, _branch, _torchScript, _device };
        foreach (var option in more) verb.Add(option);
        verb.SetGuardedAction((parsed, _) => DedicatedThread.RunAsync(() =>
            parsed.GetValue(_torchScript) ? Run(parsed, runProgram) : Run(parsed, compute)));
        return verb;
    }

    private bool Run(ParseResult parsed, Func<ScriptedNetwork, Tensor, Tensor>? runProgram)
    {
        if (runProgram is null) throw new VerbException("A TorchScript program runs forward only; attacks and maps need a state dict, whose gradients and batch norms are at hand.");
        if (parsed.GetValue(_architecture) is not null || parsed.GetValue(_variant) is not null || parsed.GetValue(_classes) is not null)
            throw new VerbException($"{_architecture.Name}, {_variant.Name} and {_classes.Name} cannot be checked against a TorchScript program: leave them out.");
        if (VariantNames.Branch(parsed.GetRequiredValue(_branch)) == Core.Models.NormBranch.Adversarial) throw new VerbException("A TorchScript program has no branches to choose from.");
        if (_device.Open(parsed) != ComputeDevice.Cpu) throw new VerbException($"A TorchScript program runs on the CPU: leave out {_device.Name}.");
        using var scope = NewDisposeScope();
        using var program = new ScriptedNetwork(parsed.GetRequiredValue(_checkpoint).FullName);
        var images = NpyFile.Read(parsed.GetRequiredValue(_input).FullName);
        NpyFile.Write(parsed.GetRequiredValue(_output).FullName, runProgram(program, images));
        return true;
    }

    private bool Run(ParseResult parsed, Func<ParseResult, ResNet, Tensor, NormBranch, Tensor> compute)
    {
        using var scope = NewDisposeScope();
        using var weights = WeightFile.Read(parsed.GetRequiredValue(_checkpoint).FullName);
        using var network = CheckpointInspection.Build(weights).to(_device.Open(parsed).Device);
        RequireAgreement(parsed, network.Shape);
        var images = NpyFile.Read(parsed.GetRequiredValue(_input).FullName);
        if (images.dim() != 4 || images.shape[1] != network.Shape.InputChannels || images.dtype != ScalarType.Float32)
            throw new VerbException($"{_input.Name} is {images.dtype} [{string.Join(", ", images.shape)}]; expected Float32 [N, {network.Shape.InputChannels}, H, W].");
        var branch = VariantNames.Branch(parsed.GetRequiredValue(_branch)) == Core.Models.NormBranch.Adversarial ? NormBranch.Adversarial : NormBranch.Clean;
        if (branch == NormBranch.Adversarial && !network.Shape.DualNorm) throw new VerbException("The checkpoint has one batch norm: there is only the branch clean.");
        NpyFile.Write(parsed.GetRequiredValue(_output).FullName, compute(parsed, network, images.to(network.Device), branch));
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
