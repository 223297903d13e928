using System.Text.Json;

namespace StudyPortal.Core.Reading;

/// <summary>How a reader looked at a place before he answered, as his browser measured it.</summary>
/// <param name="ActiveMilliseconds">Time the place was in view, without hidden pages, interruptions and pauses.</param>
/// <param name="MapMilliseconds">The part of it with the map in view.</param>
/// <param name="Screen">On what; null where it is not known.</param>
/// <param name="View">What of the image he saw when he answered; null where it is not known.</param>
public sealed record Viewing(int ActiveMilliseconds, int MapMilliseconds, ScreenFacts? Screen = null, ViewFacts? View = null)
{
    public bool IsPossible => ActiveMilliseconds >= 0 && MapMilliseconds >= 0 && MapMilliseconds <= ActiveMilliseconds
        && Screen is not { IsPossible: false } && View is not { IsPossible: false };

    internal string ScreenJson => Screen is null ? "" : JsonSerializer.Serialize(Screen, PortalJson.Options);

    internal string ViewJson => View is null ? "" : JsonSerializer.Serialize(View, PortalJson.Options);
}

/// <summary>A reader's screen, in CSS pixels, and how many pixels of the screen each of them has.</summary>
public sealed record ScreenFacts(double Width, double Height, double PixelRatio)
{
    private const double Widest = 100_000, Finest = 100;

    public bool IsPossible => Width is > 0 and < Widest && Height is > 0 and < Widest && PixelRatio is > 0 and < Finest;
}

/// <summary>What of an image is seen, and how.</summary>
/// <param name="WindowLow">Stored value shown as black.</param>
/// <param name="WindowHigh">Stored value shown as white.</param>
/// <param name="Zoom">1 shows the whole image.</param>
/// <param name="CentreX">Middle of the panel, as a fraction of the image's width.</param>
/// <param name="CentreY">And of its height.</param>
/// <param name="Rotation">Degrees, clockwise.</param>
/// <param name="Inverted">Black and white exchanged.</param>
/// <param name="Slice">From 0; always 0 in a single image.</param>
/// <param name="Opacity">Of the map, 0..1.</param>
/// <param name="Threshold">Map values weaker than this share of the strongest are not shown, 0..1.</param>
/// <param name="Layout">pair: image and map side by side; single: the map's panel alone.</param>
/// <param name="Flickered">The map was shown and hidden in turn.</param>
public sealed record ViewFacts(
    double WindowLow, double WindowHigh, double Zoom, double CentreX, double CentreY, double Rotation, bool Inverted, int Slice, double Opacity, double Threshold,
    string Layout = "pair", bool Flickered = false)
{
    public bool IsPossible => new[] { WindowLow, WindowHigh, Zoom, CentreX, CentreY, Rotation }.All(double.IsFinite)
        && Zoom > 0 && Slice >= 0 && Opacity is >= 0 and <= 1 && Threshold is >= 0 and <= 1 && Layout is "pair" or "single";
}
