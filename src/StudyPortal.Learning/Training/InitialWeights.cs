using System.Security.Cryptography;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// A checkpoint that training starts from instead of random weights, such as torchvision's of ImageNet. Its norms go to every
/// branch. Images stay in [0,1] as everywhere here: they are not normalised by ImageNet's mean and deviation.
/// </summary>
/// <param name="name">For what is said of it.</param>
/// <param name="open">Its content as a stream that can be read from any place on.</param>
public sealed class InitialWeights(string name, Func<Stream> open)
{
    private const string Stem = "conv1.weight", Classifier = "fc.", Count = ".num_batches_tracked";

    public InitialWeights(string path) : this(path, () => File.OpenRead(path)) { }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Fingerprint()
    {
        using Stream file = open();
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Copies what fits, all or nothing.</summary>
    /// <returns>What was not taken as it is, one sentence each.</returns>
    /// <exception cref="CheckpointException">The file is of another architecture, or a tensor is missing, unknown or misshapen.</exception>
    public IReadOnlyList<string> Load(ResNet network)
    {
        using var file = WeightFile.Read(open(), name);
        RequireKin(network.Shape, CheckpointInspection.Infer(file));
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> given = file.WithoutPrefix()
            .ToDictionary(stored => stored.Name, stored => stored.Read(), StringComparer.Ordinal);
        bool otherClasses = given["fc.weight"].shape[0] != network.Shape.ClassCount;
        List<(NamedTensor Target, string Source)> wanted = [.. network.State
            .Where(named => !(otherClasses && named.Name.StartsWith(Classifier, StringComparison.Ordinal)))
            .Select(named => (named, SourceOf(named.Name, given)))
            .Where(pair => given.ContainsKey(pair.Item2) || !pair.Item2.EndsWith(Count, StringComparison.Ordinal))];
        using IDisposable frozen = no_grad();
        using Tensor? grey = Grey(network.Shape, given);
        RequireFit(wanted, given, otherClasses);
        wanted.ForEach(pair => pair.Target.Tensor.copy_(given[pair.Source]));
        return [.. Remarks(network.Shape, file, otherClasses, grey is not null)];
    }

    private void RequireKin(NetworkShape network, NetworkShape file)
    {
        if (file.Architecture != network.Architecture || file.Width != network.Width || file.WideFactor != network.WideFactor || (file.DualNorm && !network.DualNorm))
        {
            throw new CheckpointException(
                $"{name} holds a {Describe(file)}; training a {Describe(network)} needs one of the same architecture and width, "
                + "with one batch norm or as many as are trained.");
        }
    }

    private static string Describe(NetworkShape shape) =>
        $"{shape.Architecture} of width {shape.Width} with {(shape.DualNorm ? "two batch norms" : "one batch norm")}";

    /// <summary>The name itself, or, for the norm of a branch, that of the file's only one.</summary>
    private static string SourceOf(string name, Dictionary<string, Tensor> given) => given.ContainsKey(name)
        ? name
        : name.Replace(".bns.0.", ".", StringComparison.Ordinal).Replace(".bns.1.", ".", StringComparison.Ordinal);

    /// <summary>For grey images the colour channels of the first convolution are added up, which is the same as three equal channels.</summary>
    private static Tensor? Grey(NetworkShape network, Dictionary<string, Tensor> given)
    {
        if (network.InputChannels != 1 || given[Stem].shape[1] != 3)
        {
            return null;
        }
        return given[Stem] = given[Stem].sum(1, keepdim: true);
    }

    private static void RequireFit(List<(NamedTensor Target, string Source)> wanted, Dictionary<string, Tensor> given, bool otherClasses)
    {
        HashSet<string> used = [.. wanted.Select(pair => pair.Source)];
        List<string> missing = [.. used.Where(name => !given.ContainsKey(name))];
        List<string> unknown = [.. given.Keys.Where(
            name => !used.Contains(name) && !(otherClasses && name.StartsWith(Classifier, StringComparison.Ordinal)))];
        List<string> misshapen = [.. wanted
            .Where(pair => given.TryGetValue(pair.Source, out Tensor? source) && !CheckpointInspection.Fits(pair.Target.Tensor, source.dtype, source.shape))
            .Select(pair => CheckpointInspection.DescribeMisfit(pair.Source, given[pair.Source].dtype, given[pair.Source].shape, pair.Target.Tensor))
            .Distinct()];
        if (missing.Count + unknown.Count + misshapen.Count > 0)
        {
            throw new CheckpointMismatchException(missing, unknown, misshapen);
        }
    }

    private static IEnumerable<string> Remarks(NetworkShape network, WeightFile file, bool otherClasses, bool grey)
    {
        if (otherClasses)
        {
            yield return $"fc.weight and fc.bias stay random: the file has other classes than the {network.ClassCount} that are trained.";
        }
        if (grey)
        {
            yield return "conv1.weight is summed over its three channels: the images are grey.";
        }
        if (network.DualNorm && !CheckpointInspection.Infer(file).DualNorm)
        {
            yield return "Every batch norm is copied to both branches.";
        }
        if (!file.Tensors.Any(named => named.Name.EndsWith(Count, StringComparison.Ordinal)))
        {
            yield return "The file lacks num_batches_tracked: batches are counted from 0.";
        }
    }
}
