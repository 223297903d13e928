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
        Dictionary<string, IReadOnlyList<long>> shapes = file.WithoutPrefix()
            .ToDictionary(stored => stored.Name, stored => stored.Shape, StringComparer.Ordinal);
        if (!shapes.TryGetValue("conv1.weight", out IReadOnlyList<long>? stem) || stem.Count != 4
            || !shapes.TryGetValue("fc.weight", out IReadOnlyList<long>? classifier) || classifier.Count != 2)
        {
            throw new CheckpointException("The weights have no conv1.weight (4-D) and fc.weight (2-D); expected those of a ResNet.");
        }
        int[] blocks = [.. Enumerable.Range(1, 4).Select(stage => CountBlocks(shapes, stage))];
        bool bottleneck = shapes.ContainsKey("layer1.0.conv3.weight");
        string architecture = ResNetPlan.NameOf(blocks, bottleneck) ?? throw new CheckpointException(
            $"The weights have [{string.Join(", ", blocks)}] {(bottleneck ? "bottleneck" : "basic")} blocks; "
            + "expected those of ResNet-18, 34, 50, 101 or 152.");
        NetworkShape shape = new(architecture, (int)stem[0], (int)stem[1], (int)classifier[0], shapes.ContainsKey("bn1.bns.0.weight"))
        {
            WideFactor = bottleneck ? WideFactor(shapes) : 1,
        };
        RequireCore(shapes, shape);
        return shape;
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

    /// <summary>Copies the file's tensors into the network, one at a time; none of them if one does not fit.</summary>
    /// <exception cref="CheckpointMismatchException">A tensor is missing, unexpected or of another shape.</exception>
    /// <exception cref="CheckpointException">The file is damaged; the network then holds a part of it.</exception>
    public static void Load(ResNet network, WeightFile file)
    {
        Dictionary<string, StoredTensor> given = file.WithoutPrefix().ToDictionary(stored => stored.Name, StringComparer.Ordinal);
        bool uncounted = !given.Keys.Any(IsCount);
        NamedTensor[] targets = [.. network.State.Where(named => !(uncounted && IsCount(named.Name)))];
        RequireFit(targets, given);
        using IDisposable frozen = no_grad();
        foreach ((string name, Tensor target) in targets)
        {
            using Tensor source = given[name].Read();
            target.copy_(source);
        }
    }

    /// <summary>Before version 0.4.1 PyTorch counted no batches; such a file leaves the counts as they are.</summary>
    private static bool IsCount(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    private static void RequireFit(IReadOnlyList<NamedTensor> targets, Dictionary<string, StoredTensor> given)
    {
        HashSet<string> known = [.. targets.Select(named => named.Name)];
        List<string> missing = [.. targets.Select(named => named.Name).Where(name => !given.ContainsKey(name))];
        List<string> unexpected = [.. given.Keys.Where(name => !known.Contains(name)).Select(CheckpointException.Quote)];
        List<string> misshapen = [.. targets
            .Where(named => given.TryGetValue(named.Name, out StoredTensor? source) && !Fits(named.Tensor, source.ElementType, source.Shape))
            .Select(named => DescribeMisfit(named.Name, given[named.Name].ElementType, given[named.Name].Shape, named.Tensor))];
        if (missing.Count + unexpected.Count + misshapen.Count > 0)
        {
            throw new CheckpointMismatchException(missing, unexpected, misshapen);
        }
    }

    /// <summary>Half and double precision are converted; an integer tensor takes integers only.</summary>
    internal static bool Fits(Tensor target, ScalarType type, IReadOnlyList<long> shape) =>
        target.shape.SequenceEqual(shape) && target.is_floating_point() == StorageType.Of(type).IsFloat;

    internal static string DescribeMisfit(string name, ScalarType type, IReadOnlyList<long> shape, Tensor target) =>
        $"{name} is {Describe(type, shape)}, expected {Describe(target.dtype, target.shape)}";

    private static string Describe(ScalarType type, IReadOnlyList<long> shape) => $"{type} [{string.Join(", ", shape)}]";

    private static int WideFactor(Dictionary<string, IReadOnlyList<long>> shapes) =>
        shapes.TryGetValue("layer1.0.conv2.weight", out IReadOnlyList<long>? inner) && inner is [var output, var input, ..] && input > 0
            ? (int)Math.Max(1, output / input)
            : 1;

    /// <summary>Requires the tensors that grow with the network, so that a false width cannot ask for more memory than the file has.</summary>
    private static void RequireCore(Dictionary<string, IReadOnlyList<long>> shapes, NetworkShape shape)
    {
        List<string> missing = [], misshapen = [];
        foreach ((string name, long[] expected) in Core(shape))
        {
            if (!shapes.TryGetValue(name, out IReadOnlyList<long>? given))
            {
                missing.Add(name);
            }
            else if (!given.SequenceEqual(expected))
            {
                misshapen.Add($"{name} is [{string.Join(", ", given)}], expected [{string.Join(", ", expected)}]");
            }
        }
        if (missing.Count + misshapen.Count > 0)
        {
            throw new CheckpointMismatchException(missing, [], misshapen);
        }
    }

    private static IEnumerable<(string Name, long[] Shape)> Core(NetworkShape shape)
    {
        var plan = ResNetPlan.Of(shape.Architecture);
        yield return ("conv1.weight", [shape.Width, shape.InputChannels, 7, 7]);
        for (int stage = 0; stage < plan.Blocks.Count; stage++)
        {
            long planes = (long)shape.Width << stage;
            for (int block = 0; block < plan.Blocks[stage]; block++)
            {
                yield return ($"layer{stage + 1}.{block}.conv2.weight", [planes * shape.WideFactor, planes, 3, 3]);
            }
        }
        yield return ("fc.weight", [shape.ClassCount, 8L * shape.Width * plan.Expansion]);
    }

    private static int CountBlocks(Dictionary<string, IReadOnlyList<long>> shapes, int stage)
    {
        int count = 0;
        while (shapes.ContainsKey($"layer{stage}.{count}.conv1.weight"))
        {
            count++;
        }
        return count;
    }
}
