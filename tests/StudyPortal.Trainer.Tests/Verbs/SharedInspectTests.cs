using System.Text.Json.Nodes;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary>What <c>inspect</c> says of every file of shared/samples/dicom.</summary>
public sealed class SharedInspectTests
{
    /// <summary>Its rescale and window are in its functional groups, which the programs behind expected.json did not read.</summary>
    private const string Enhanced = "CT0012.fragmented_no_bot_jpeg_baseline.51.dcm";

    [Fact]
    public async Task Every_dicom_sample_is_told_with_its_known_tags_and_values()
    {
        var folder = Samples();
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json"), TestContext.Current.CancellationToken))!.AsObject();

        foreach (var (name, known) in expected)
        {
            var run = await ConsoleRun.OfAsync("inspect", Path.Combine(folder, name));
            if (run.Error.Contains("is not installed here", StringComparison.Ordinal)) continue;
            Assert.Equal((name, 0, ""), (name, run.Code, run.Error));
            AssertKnown(name, known!, JsonNode.Parse(run.Output)!);
        }
    }

    private static void AssertKnown(string name, JsonNode known, JsonNode found)
    {
        foreach (var (keyword, value) in known["tags"]!.AsObject())
            Assert.Equal((name, keyword, Text(value)), (name, keyword, Text(found["named"]![keyword])));
        if (known["decode"]?["stored"] is not { } stored || known["strict"] is not null) return;
        var tolerance = (double?)known["decode"]!["tolerance_abs"] ?? 0;
        Assert.Equal(((string?)known["decode"]!["dtype"], known["decode"]!["shape"]!.ToJsonString()), ((string?)found["values"]!["type"], found["values"]!["shape"]!.ToJsonString()));
        AssertSummary(stored, found["values"]!, tolerance);
        if (known["decode"]!["sha256_stored"] is { } hash) Assert.Equal((string?)hash, (string?)found["values"]!["sha256"]);
        if (name == Enhanced) return;
        if (known["modality_frame0"] is { } modality) AssertSummary(modality, found["modality"]!, tolerance * 40);
        if (known["display8_frame0"] is { } display) AssertSummary(display, found["display"]!, (double)display["tolerance_abs"]!);
        if (known["rgb8"]?["sha256"] is { } colours) Assert.Equal((string?)colours, (string?)found["rgb"]!["sha256"]);
    }

    private static void AssertSummary(JsonNode known, JsonNode found, double tolerance)
    {
        foreach (var figure in new[] { "min", "max", "mean", "std" })
        {
            var expected = (double)known[figure]!;
            Assert.Equal(expected, (double)found[figure]!, Math.Max(2 * tolerance, 1e-6 * Math.Max(1, Math.Abs(expected) / 1e6)));
        }
    }

    private static string Text(JsonNode? value) => value switch
    {
        JsonArray values => string.Join('|', values.Select(Text)),
        JsonValue number when number.TryGetValue<double>(out var read) => read.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => (string?)value ?? "",
    };

    private static string Samples()
    {
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
            if (Path.Combine(up.FullName, "shared", "samples", "dicom") is var found && Directory.Exists(found))
                return found;
        Assert.Skip("shared/samples/dicom is not beside the repository, so its files were not inspected.");
        return "";
    }
}
