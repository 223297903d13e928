using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Tells from a file's keys and shapes which network it belongs to, and fills that network.</summary>
public static class CheckpointInspection
{
    /// <summary>The shape of the ResNet these tensors come from.</summary>
    /// <exception cref="CheckpointException">They are not those of a known ResNet.</exception>
    public static NetworkShape Infer(WeightFile file)
    {
        Dictionary<string, long[]> shapes = file.WithoutParallelPrefix()
            .ToDictionary(named => named.Name, named => named.Tensor.shape, StringComparer.Ordinal);
        if (!shapes.TryGetValue("conv1.weight", out long[]? stem) || stem.Length != 4
            || !shapes.TryGetValue("fc.weight", out long[]? classifier) || classifier.Length != 2)
        {
            throw new CheckpointException("The weights have no conv1.weight (4-D) and fc.weight (2-D); expected those of a ResNet.");
        }
        int[] blocks = [.. Enumerable.Range(1, 4).Select(stage => CountBlocks(shapes, stage))];
        bool bottleneck = shapes.ContainsKey("layer1.0.conv3.weight");
        string architecture = ResNetPlan.NameOf(blocks, bottleneck) ?? throw new CheckpointException(
            $"The weights have [{string.Join(", ", blocks)}] {(bottleneck ? "bottleneck" : "basic")} blocks; "
            + "expected those of ResNet-18, 34, 50, 101 or 152.");
        bool dual = shapes.ContainsKey("bn1.bns.0.weight");
        return new NetworkShape(architecture, (int)stem[0], (int)stem[1], (int)classifier[0], dual);
    }

    /// <summary>Builds the network the file describes and loads its weights.</summary>
    /// <exception cref="CheckpointMismatchException">A tensor is missing, unexpected or of another shape.</exception>
    public static ResNet Build(WeightFile file)
    {
        using Generator unused = new(0);
        ResNet network = new(Infer(file), unused);
        Load(network, file);
        network.eval();
        return network;
    }

    /// <summary>Copies the file's tensors into the network, all or none.</summary>
    /// <exception cref="CheckpointMismatchException">A tensor is missing, unexpected or of another shape.</exception>
    public static void Load(ResNet network, WeightFile file)
    {
        IReadOnlyList<NamedTensor> source = file.WithoutParallelPrefix();
        Dictionary<string, Tensor> given = source.ToDictionary(named => named.Name, named => named.Tensor, StringComparer.Ordinal);
        RequireFit(network, given);
        using IDisposable frozen = no_grad();
        foreach ((string name, Tensor target) in network.State)
        {
            target.copy_(given[name]);
        }
    }

    private static void RequireFit(ResNet network, Dictionary<string, Tensor> given)
    {
        HashSet<string> known = [.. network.State.Select(named => named.Name)];
        List<string> missing = [.. network.State.Select(named => named.Name).Where(name => !given.ContainsKey(name))];
        List<string> unexpected = [.. given.Keys.Where(name => !known.Contains(name))];
        List<string> misshapen = [.. network.State
            .Where(named => given.TryGetValue(named.Name, out Tensor? source) && !Fits(named.Tensor, source))
            .Select(named => DescribeMisfit(named.Name, given[named.Name], named.Tensor))];
        if (missing.Count + unexpected.Count + misshapen.Count > 0)
        {
            throw new CheckpointMismatchException(missing, unexpected, misshapen);
        }
    }

    /// <summary>Half and double precision are converted; an integer tensor takes integers only.</summary>
    internal static bool Fits(Tensor target, Tensor source) =>
        target.shape.SequenceEqual(source.shape) && target.is_floating_point() == source.is_floating_point();

    internal static string DescribeMisfit(string name, Tensor source, Tensor target) =>
        $"{name} is {Describe(source)}, expected {Describe(target)}";

    private static string Describe(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";

    private static int CountBlocks(Dictionary<string, long[]> shapes, int stage)
    {
        int count = 0;
        while (shapes.ContainsKey($"layer{stage}.{count}.conv1.weight"))
        {
            count++;
        }
        return count;
    }
}
