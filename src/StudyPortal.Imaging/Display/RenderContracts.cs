namespace StudyPortal.Imaging.Display;

/// <summary>The contracts in use; one that has been used is never changed.</summary>
public static class RenderContracts
{
    private static readonly MapClip ThreeDeviations = new MapClip.Deviations(3);

    private static readonly MapClip Outliers = new MapClip.Percentile(99.5);

    /// <summary>What maps are stored and studies are read under.</summary>
    public static RenderContract Stored { get; } = new("1", MapSign.Kept, ThreeDeviations, MapScaling.MinMaxPerMap, ColourMap.CoolWarm);

    public static IReadOnlyList<RenderContract> All { get; } =
    [
        Stored,
        new("2", MapSign.Kept, Outliers, MapScaling.ReachPerMap, ColourMap.CoolWarm),
        new("3", MapSign.Kept, Outliers, MapScaling.ReachOfSet, ColourMap.CoolWarm),
        new("4", MapSign.Absolute, Outliers, MapScaling.ReachPerMap, ColourMap.Cubehelix),
        new("5", MapSign.Absolute, Outliers, MapScaling.ReachOfSet, ColourMap.Cubehelix),
    ];

    /// <summary>Null when there is no such version.</summary>
    public static RenderContract? Of(string version) => All.FirstOrDefault(contract => contract.Version == version);
}
