using System.IO.Compression;
using System.Text.Json;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests;

/// <summary>One case of the reference values that PyTorch 1.13 computed, with the tolerances stated there.</summary>
public sealed class Oracle : IDisposable
{
    private static readonly string Packed = Path.Combine(AppContext.BaseDirectory, "Oracles");
    private static readonly JsonElement Index = ReadJson("index.json.gz");
    private readonly string root, checkpoint;
    private readonly string folder = Directory.CreateTempSubdirectory("oracle").FullName;

    public Oracle(string name)
        : this(name, Packed, Index, $"{name}/{name}.pth.gz")
    {
    }

    private Oracle(string name, string root, JsonElement index, string checkpoint)
    {
        Name = name;
        Case = index.GetProperty("cases").GetProperty(name);
        (this.root, this.checkpoint) = (root, checkpoint);
    }

    public string Name { get; }

    public JsonElement Case { get; }

    public JsonElement Values => Case.GetProperty("values");

    public static string Loader(string file) => Path.Combine(Packed, "loader", file);

    /// <summary>A case too large to be kept here, from the folder "shared" beside the repository; skips the test without it.</summary>
    public static Oracle Shared(string name)
    {
        DirectoryInfo? repository = new(AppContext.BaseDirectory);
        while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "StudyPortal.sln")))
        {
            repository = repository.Parent;
        }
        string root = Path.GetFullPath(Path.Combine(repository?.FullName ?? "/", "..", "shared", "oracles", "learning"));
        string index = Path.Combine(root, "index.json");
        Assert.SkipUnless(File.Exists(index), $"{name} is not kept with the tests, and there is no {index}.");
        return new Oracle(name, root, JsonDocument.Parse(File.ReadAllText(index)).RootElement, $"checkpoints/{name}.pth.gz");
    }

    public static JsonElement Keys(string network) => ReadJson($"keys/{network}.json.gz");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The case's checkpoint, unpacked.</summary>
    public string Checkpoint() => Unpack(checkpoint, "weights.pth");

    public ResNet Network()
    {
        using var file = WeightFile.Read(Checkpoint());
        return CheckpointInspection.Build(file);
    }

    public Tensor Array(string name)
    {
        string file = Case.GetProperty("arrays").GetProperty(name).GetProperty("file").GetString()!;
        return NpyFile.Read(file.EndsWith(".gz", StringComparison.Ordinal) ? Unpack(file, name + ".npy") : Path.Combine(root, file));
    }

    /// <summary>|actual - expected| is at most atol + rtol |expected| everywhere.</summary>
    public void AssertMeets(string name, Tensor actual)
    {
        JsonElement entry = Case.GetProperty("arrays").GetProperty(name);
        Tensor expected = Array(name), given = actual.detach().cpu();
        Assert.Equal(expected.shape, given.shape);
        Tensor excess = (given - expected).abs() - (expected.abs() * entry.GetProperty("rtol").GetDouble());
        Assert.True(
            excess.max().item<float>() <= entry.GetProperty("atol").GetDouble(),
            $"{Name}/{name}: exceeds by {excess.max().item<float>()}, allowed {entry.GetProperty("atol")}");
    }

    /// <summary>At most the stated share of elements differs by more than the stated pixel tolerance.</summary>
    public void AssertMostlyMeets(string name, Tensor actual)
    {
        JsonElement compare = Case.GetProperty("arrays").GetProperty(name).GetProperty("compare");
        Tensor expected = Array(name);
        Assert.Equal(expected.shape, actual.shape);
        float share = (actual.detach() - expected).abs().gt(compare.GetProperty("pixel_atol").GetDouble())
            .to(ScalarType.Float32).mean().item<float>();
        Assert.True(share <= compare.GetProperty("max_mismatch_fraction").GetDouble(), $"{Name}/{name}: {share:P2} differ");
    }

    /// <summary>
    /// The distance to the expected attack, relative to its distance from the input, is at most as stated, or as PyTorch's own
    /// between single and double precision: where a sign hangs on the last digit, even the number of threads decides it.
    /// </summary>
    public void AssertNear(string name, Tensor actual)
    {
        JsonElement entry = Case.GetProperty("arrays").GetProperty(name);
        double limit = Math.Max(
            entry.GetProperty("compare").GetProperty("max_relative_l2").GetDouble(),
            1.01 * entry.GetProperty("fp32_vs_fp64_relative_l2").GetDouble());
        Tensor expected = Array(name);
        float relative = ((actual - expected).norm() / (expected - Array("input")).norm()).item<float>();
        Assert.True(relative <= limit, $"{Name}/{name}: relative distance {relative}, allowed {limit}");
    }

    private static JsonElement ReadJson(string file)
    {
        using GZipStream unpacked = new(File.OpenRead(Path.Combine(Packed, file)), CompressionMode.Decompress);
        return JsonDocument.Parse(unpacked).RootElement;
    }

    private string Unpack(string packed, string name)
    {
        string path = Path.Combine(folder, name);
        using GZipStream source = new(File.OpenRead(Path.Combine(root, packed)), CompressionMode.Decompress);
        using FileStream target = File.Create(path);
        source.CopyTo(target);
        return path;
    }
}
