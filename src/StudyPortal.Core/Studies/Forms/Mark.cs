using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>One mark on an image.</summary>
/// <param name="Label">What the reader says it is.</param>
/// <param name="Points">
/// x and y in pixels of the stored image, continuous, from the upper left corner: one for a point, two opposite corners of the box
/// around a rectangle or an ellipse (its axes are upright), the corners of a closed polygon for freehand.
/// </param>
/// <param name="Slice">Of a stack, from 0.</param>
public sealed record Mark(MarkShape Shape, string Label, IReadOnlyList<IReadOnlyList<double>> Points, int Slice = 0)
{
    private const int MostCorners = 2000, Decimals = 2;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Null when the value is no list of marks.</summary>
    public static IReadOnlyList<Mark>? ListOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        try
        {
            var marks = value.Deserialize<List<Mark>>(Strict)!;
            return marks.TrueForAll(mark => mark is not null && mark.IsWhole) ? [.. marks.Select(mark => mark.Rounded())] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string ToJson(IReadOnlyList<Mark> marks) => JsonSerializer.Serialize(marks, Strict);

    /// <summary>The marks of a stored answer.</summary>
    public static IReadOnlyList<Mark> ListOf(string json) => JsonSerializer.Deserialize<List<Mark>>(json, Strict)!;

    /// <summary>Every point lies on one of the slices or on its border; a single image has one slice.</summary>
    public bool FitsIn(int width, int height, int slices) => Slice < slices && Points.All(point => point[0] >= 0 && point[0] <= width && point[1] >= 0 && point[1] <= height);

    private bool IsWhole => Slice >= 0 && Points.All(point => point is { Count: 2 } && point.All(double.IsFinite)) && Shape switch
    {
        MarkShape.Point => Points.Count == 1,
        MarkShape.Rectangle or MarkShape.Ellipse => Points.Count == 2,
        _ => Points.Count is >= 3 and <= MostCorners,
    };

    private Mark Rounded() => this with { Points = [.. Points.Select(point => (IReadOnlyList<double>)[.. point.Select(value => Math.Round(value, Decimals))])] };
}
