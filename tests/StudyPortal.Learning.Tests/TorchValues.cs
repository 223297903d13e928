using System.Text.Json;

namespace StudyPortal.Learning.Tests;

/// <summary>What PyTorch 1.13 makes of small inputs in training: steps of its optimisers, learning rates, averages, losses.</summary>
internal static class TorchValues
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Oracles", "training.json"))).RootElement;

    public static JsonElement Of(string name) => Root.GetProperty(name);

    public static double Number(this JsonElement parent, string name) => parent.GetProperty(name).GetDouble();

    public static float[] Floats(this JsonElement parent, string name) => Floats(parent.GetProperty(name));

    /// <summary>Row by row.</summary>
    public static float[] Floats(this JsonElement values) => values.ValueKind == JsonValueKind.Array
        ? [.. values.EnumerateArray().SelectMany(value => value.Floats())]
        : [values.GetSingle()];

    public static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int at = 0; at < expected.Count; at++)
        {
            Assert.Equal(expected[at], actual[at], tolerance);
        }
    }
}
