using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

/// <summary>What the colours of a map mean under a render contract: the same for every model, for it knows only the contract.</summary>
/// <param name="Colours">From the lowest value to the highest, six hexadecimal digits each.</param>
/// <param name="Neutral">Where among them "no effect" lies, in [0, 1].</param>
/// <param name="Low">What the first colour stands for.</param>
/// <param name="Middle">What the colour half-way stands for.</param>
/// <param name="High">What the last colour stands for.</param>
public sealed record MapLegend(IReadOnlyList<string> Colours, double Neutral, string Low, string Middle, string High)
{
    /// <summary>Of the maps that studies are read with.</summary>
    public static MapLegend Stored { get; } = Of(RenderContracts.Stored);

    public static MapLegend Of(RenderContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        string[] colours = [.. contract.Colours.Colours.Select(colour => $"{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}")];
        return (contract.Sign, contract.Scaling) switch
        {
            (MapSign.Absolute, _) => new(colours, 0, "none", "half", "strongest"),
            (_, MapScaling.MinMaxPerMap) => new(colours, 0.5, "lowest", "half-way", "highest"),
            _ => new(colours, 0.5, "against", "none", "for the finding"),
        };
    }
}
