using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyPortal.Statistics.Tests.Oracles;

/// <summary>
/// A reference vector: input, the numbers a named program computed from it, and the tolerance. It remembers which of its numbers were
/// compared, so that a test can prove that it left none out.
/// </summary>
public sealed class Oracle : IDisposable
{
    private readonly JsonDocument document;
    private readonly HashSet<string> compared = [];

    private Oracle(JsonDocument document) => this.document = document;

    public JsonElement Input => document.RootElement.GetProperty("input");

    public JsonElement Expected => document.RootElement.GetProperty("expected");

    private string Source => document.RootElement.GetProperty("source").ToString();

    /// <summary>The names of all vectors of a family; it fails when there are none.</summary>
    public static TheoryData<string> Family(string family)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Oracles", family);
        var files = Directory.GetFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order().ToArray();
        Assert.NotEmpty(files);
        return [.. files];
    }

    public static Oracle Read(string name)
    {
        var family = name[..name.IndexOf("__", StringComparison.Ordinal)];
        var file = Path.Combine(AppContext.BaseDirectory, "Oracles", family, name + ".json");
        return new Oracle(JsonDocument.Parse(File.ReadAllText(file)));
    }

    public RatingMatrix Matrix(string name) => RatingMatrix.FromRows([.. Input.GetProperty(name).EnumerateArray().Select(Numbers)]);

    /// <summary>Nested as arms, readers, cases.</summary>
    public RatingCube Cube(string name)
    {
        var arms = Input.GetProperty(name).EnumerateArray().Select(arm => arm.EnumerateArray().Select(Numbers).ToArray()).ToArray();
        var ratings = new double?[arms.Length, arms[0].Length, arms[0][0].Length];
        foreach (var (arm, readers) in arms.Index())
        {
            foreach (var (reader, row) in readers.Index())
            {
                foreach (var (@case, rating) in row.Index())
                    ratings[arm, reader, @case] = rating;
            }
        }

        return new RatingCube(ratings);
    }

    public IReadOnlyList<double?> Series(string name) => Numbers(Input.GetProperty(name));

    public IReadOnlyList<bool?> Truth(string name = "label") => [.. Series(name).Select(label => label is null ? (bool?)null : label == 1)];

    public IEnumerable<(string Name, IReadOnlyList<double?> Values)> Scores() =>
        Input.GetProperty("scores").EnumerateObject().Select(scores => (scores.Name, (IReadOnlyList<double?>)Numbers(scores.Value)));

    public static int[][] Indices(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(index => index.GetInt32()).ToArray())];

    public void Agrees(string path, Estimate actual)
    {
        Agrees(path, actual.Value);
        if (actual.Value is null) Assert.False(string.IsNullOrWhiteSpace(actual.Reason), $"{path} is undefined without a reason");
    }

    public void Agrees(string path, Interval? actual, string low = ".ci_lower", string high = ".ci_upper")
    {
        Agrees((path + low).TrimStart('.'), actual?.Low);
        Agrees((path + high).TrimStart('.'), actual?.High);
    }

    /// <summary>
    /// Compares one number with the vector's, if the vector has it: null with undefined, infinity with infinity. A path joins keys, which
    /// may hold dots themselves, by dots and list positions in brackets: rows[2].specificity_1_to_0.9.raw.
    /// </summary>
    public void Agrees(string path, double? actual)
    {
        if (Find(path) is not { } expected) return;

        compared.Add(path);
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(actual is null, $"{path}: expected undefined, got {actual} ({Source})");
            return;
        }

        Assert.True(actual is not null, $"{path}: expected {expected}, got undefined ({Source})");
        var number = expected.ValueKind == JsonValueKind.String
            ? double.Parse(expected.GetString()!, CultureInfo.InvariantCulture)
            : expected.GetDouble();
        var (absolute, relative) = Tolerance(path);
        var close = double.IsInfinity(number)
            ? actual == number
            : Math.Abs(actual.Value - number) <= absolute + (relative * Math.Abs(number));
        Assert.True(close, $"{path}: expected {number:R}, got {actual:R} ({Source})");
    }

    public void Holds(string path, bool actual)
    {
        if (Find(path) is not { } expected) return;

        compared.Add(path);
        Assert.True(expected.GetBoolean() == actual, $"{path}: expected {expected}, got {actual} ({Source})");
    }

    public void IsNamed(string path, string actual)
    {
        if (Find(path) is not { } expected) return;

        compared.Add(path);
        Assert.Equal(expected.GetString(), actual);
    }

    /// <summary>Fails if the vector expects a number that was not compared, other than those under the given paths.</summary>
    public void HasNothingLeft(params string[] elsewhere)
    {
        var left = Leaves(string.Empty, Expected)
            .Where(path => !compared.Contains(path) && !path.StartsWith("undefined", StringComparison.Ordinal))
            .Where(path => !elsewhere.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Empty(left);
    }

    public void Dispose() => document.Dispose();

    private static double?[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? (double?)null : item.GetDouble())];

    private (double Absolute, double Relative) Tolerance(string path)
    {
        var tolerance = document.RootElement.GetProperty("tolerance");
        var (absolute, relative) = (Number(tolerance, "abs"), Number(tolerance, "rel"));
        var rest = Regex.Replace(path, @"\[\d+\]", string.Empty);
        while (Children(tolerance, rest).FirstOrDefault() is (JsonElement nested, string further))
        {
            (tolerance, rest) = (nested, further);
            (absolute, relative) = (Number(tolerance, "abs"), Number(tolerance, "rel"));
        }

        return (absolute, relative);
    }

    private static double Number(JsonElement tolerance, string name) =>
        tolerance.TryGetProperty(name, out var number) ? number.GetDouble() : 0;

    private JsonElement? Find(string path) => Find(Expected, path);

    private static JsonElement? Find(JsonElement element, string path)
    {
        if (path.Length == 0) return element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : element;

        return Children(element, path).Select(child => Find(child!.Value.Element, child.Value.Left)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The members whose key, or position, the path can start with, and what is left of the path.</summary>
    private static IEnumerable<(JsonElement Element, string Left)?> Children(JsonElement element, string path)
    {
        var named = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(child => (Key: child.Name, child.Value)),
            JsonValueKind.Array => element.EnumerateArray().Select((child, index) => (Key: $"[{index}]", Value: child)),
            _ => [],
        };
        return named
            .Where(child => path.StartsWith(child.Key, StringComparison.Ordinal))
            .Select(child => (child.Value, Left: path[child.Key.Length..]))
            .Where(child => child.Left.Length == 0 || child.Left[0] is '.' or '[')
            .Select(child => ((JsonElement, string)?)(child.Value, child.Left.TrimStart('.')));
    }

    private static IEnumerable<string> Leaves(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(child => Leaves((path + "." + child.Name).TrimStart('.'), child.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((child, index) => Leaves($"{path}[{index}]", child)),
        _ => [path],
    };
}
