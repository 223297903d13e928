namespace StudyPortal.Imaging.Display;

/// <summary>What becomes of the sign of a value.</summary>
public enum MapSign
{
    /// <summary>Negative values are shown as such.</summary>
    Kept,

    /// <summary>Absolute values.</summary>
    Absolute,
}

/// <summary>What the ends of the colour map stand for, after clipping.</summary>
public enum MapScaling
{
    /// <summary>The smallest and the largest value of the map.</summary>
    MinMaxPerMap,

    /// <summary>The largest absolute value of the map and, for signed maps, its negative: zero lies in the middle.</summary>
    ReachPerMap,

    /// <summary>The same of all maps of a set: equal values of different maps take equal colours.</summary>
    ReachOfSet,
}

/// <summary>How a map becomes colours. Every map of a study is rendered under one contract, whichever model made it.</summary>
/// <param name="Version">Changes whenever the same map would give other pixels.</param>
/// <param name="Sign">What becomes of the sign of a value.</param>
/// <param name="Clip">Where values are clipped.</param>
/// <param name="Scaling">What the ends of the colour map stand for.</param>
/// <param name="Colours">From the lowest value to the highest.</param>
public sealed record RenderContract(string Version, MapSign Sign, MapClip Clip, MapScaling Scaling, ColourMap Colours)
{
    /// <summary>Written beside a map: a change of any part makes another rendering.</summary>
    public string Name => $"{Version}: {(Sign == MapSign.Absolute ? "absolute, " : "")}clip {Clip}, {ScalingName}, {Colours.Name}";

    private string ScalingName => Scaling switch
    {
        MapScaling.MinMaxPerMap => "min-max per map",
        MapScaling.ReachPerMap => "zero fixed, largest per map",
        _ => "zero fixed, largest of the set",
    };
}
