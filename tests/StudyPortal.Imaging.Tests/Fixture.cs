using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace StudyPortal.Imaging.Tests;

/// <summary>The files under Fixtures and what is known about them.</summary>
internal static class Fixture
{
    public static string At(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "Fixtures", .. parts]);

    public static JsonElement Expected(string folder, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(At(folder, "expected.json")));
        return document.RootElement.GetProperty(file).Clone();
    }

    /// <summary>What is known of each file of a folder.</summary>
    public static Dictionary<string, JsonElement> Expected(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(At(folder, "expected.json")));
        return document.RootElement.EnumerateObject().ToDictionary(file => file.Name, file => file.Value.Clone());
    }

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(At(folder)).Select(path => Path.GetFileName(path)).Where(name => name != "expected.json").Order(StringComparer.Ordinal);

    public static string Sha256(GrayImage image) =>
        image.BitDepth == 16 ? Sha256(MemoryMarshal.AsBytes<ushort>(image.Pixels)) : Sha256(Array.ConvertAll(image.Pixels, pixel => (byte)pixel));

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Invariant(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The known pixels of a file: row, column, value.</summary>
    public static IEnumerable<(int Row, int Column, double Value)> Probes(JsonElement decoded) =>
        decoded.GetProperty("probes").EnumerateArray().Select(probe => (probe[0][0].GetInt32(), probe[0][1].GetInt32(), probe[1].GetDouble()));
}
