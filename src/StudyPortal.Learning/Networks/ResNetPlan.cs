namespace StudyPortal.Learning.Networks;

/// <summary>Blocks per stage and kind of block (He et al., CVPR 2016, table 1).</summary>
internal sealed record ResNetPlan(IReadOnlyList<int> Blocks, bool Bottleneck)
{
    private static readonly Dictionary<string, ResNetPlan> Known = new(StringComparer.Ordinal)
    {
        ["resnet18"] = new([2, 2, 2, 2], Bottleneck: false),
        ["resnet34"] = new([3, 4, 6, 3], Bottleneck: false),
        ["resnet50"] = new([3, 4, 6, 3], Bottleneck: true),
        ["resnet101"] = new([3, 4, 23, 3], Bottleneck: true),
        ["resnet152"] = new([3, 8, 36, 3], Bottleneck: true),
    };

    /// <summary>Output planes of a block over its inner planes.</summary>
    public int Expansion => Bottleneck ? 4 : 1;

    public static ResNetPlan Of(string architecture) => Known.TryGetValue(architecture, out ResNetPlan? plan)
        ? plan
        : throw new ArgumentException(
            $"Architecture '{architecture}' is not known; expected {string.Join(", ", Known.Keys)}.", nameof(architecture));

    /// <summary>The architecture with these blocks, or null.</summary>
    public static string? NameOf(IReadOnlyList<int> blocks, bool bottleneck) => Known
        .Where(known => known.Value.Bottleneck == bottleneck && known.Value.Blocks.SequenceEqual(blocks))
        .Select(known => known.Key)
        .FirstOrDefault();
}
