using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Training;

/// <summary>How a turned image gets its pixels.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Interpolation>))]
public enum Interpolation
{
    [JsonStringEnumMemberName("nearest")]
    Nearest,

    [JsonStringEnumMemberName("bilinear")]
    Bilinear,
}

/// <summary>torchvision's RandomAffine around the centre of the padded image, black beyond it; all are drawn evenly.</summary>
/// <param name="Degrees">Largest turn, either way.</param>
/// <param name="Translate">Largest shift across and down, in sides of the padded image; whole pixels are drawn.</param>
/// <param name="Smallest">Smallest scale.</param>
/// <param name="Largest">Largest scale.</param>
/// <param name="Shear">Largest shear of the rows, in degrees, either way.</param>
/// <param name="Interpolation">Nearest, as published, or bilinear.</param>
public sealed record AffineRecipe(
    double Degrees = 0, double Translate = 0, double Smallest = 1, double Largest = 1, double Shear = 0,
    Interpolation Interpolation = Interpolation.Nearest)
{
    /// <summary>That of Han et al. (2021).</summary>
    public static AffineRecipe Paper { get; } = new(Degrees: 25, Translate: 0.2, Smallest: 0.8, Largest: 1.2, Shear: 10);

    internal void Validate()
    {
        Require(Degrees is >= 0 and <= 180, $"{nameof(Degrees)} is {Degrees}; expected 0 to 180");
        Require(Translate is >= 0 and <= 1, $"{nameof(Translate)} is {Translate}; expected 0 to 1");
        Require(Smallest > 0 && Smallest <= Largest, $"the scales are {Smallest} to {Largest}; expected more than 0, the smaller first");
        Require(Shear is >= 0 and < 90, $"{nameof(Shear)} is {Shear}; expected 0 to less than 90");
    }

    private static void Require(bool holds, string otherwise) => AugmentationRecipe.Require(holds, otherwise);
}
