using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

/// <summary>A rendering contract as people choose it.</summary>
/// <param name="Version">Of the contract.</param>
/// <param name="Title">For people.</param>
/// <param name="Reads">How its colours are to be read, in one sentence.</param>
/// <param name="Contract">All of it, in one line.</param>
/// <param name="IsShared">Colours depend on the maps shown beside it.</param>
public sealed record MapRendering(string Version, string Title, string Reads, string Contract, bool IsShared)
{
    /// <summary>The one that maps are stored and studies are read under comes first.</summary>
    public static IReadOnlyList<MapRendering> All { get; } =
    [
        Of("1", "As in studies", "From blue to red: lowest to highest value of each map."),
        Of("2", "Zero is grey", "Blue speaks against the label, red for it, grey is zero; as strong as the strongest of each map."),
        Of("3", "Zero is grey, one scale", "Blue speaks against the label, red for it, grey is zero; equal colours are equal values in all maps shown."),
        Of("4", "Strength", "From black to white: no to largest absolute value of each map."),
        Of("5", "Strength, one scale", "From black to white: no to largest absolute value of all maps shown."),
    ];

    private static MapRendering Of(string version, string title, string reads)
    {
        var contract = RenderContracts.Of(version)!;
        return new MapRendering(version, title, reads, contract.Name, contract.Scaling == MapScaling.ReachOfSet);
    }
}
