using System.Text.Json;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>A vector of the Statistics tests: input, and what the program named in its source computed from it.</summary>
internal sealed class ReferenceVector(string name)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Of(
        $"tests/StudyPortal.Statistics.Tests/Oracles/{name[..name.IndexOf("__", StringComparison.Ordinal)]}/{name}.json"))).RootElement;

    public JsonElement Input => _root.GetProperty("input");

    /// <summary>A number of the expected values, by path such as <c>pratt.p_exact.two_sided</c> or <c>icc.1.value</c>.</summary>
    public double Number(string path)
    {
        var element = _root.GetProperty("expected");
        foreach (var step in path.Split('.'))
            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : element.GetProperty(step);
        return element.GetDouble();
    }

    public void Agrees(string path, double? actual, double tolerance = 1e-9)
    {
        Assert.NotNull(actual);
        Assert.Equal(Number(path), actual.Value, tolerance);
    }
}
