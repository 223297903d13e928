using System.Diagnostics;
using System.Text.Json;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Checkpoints;

public sealed class WeightFileTests : IDisposable
{
    private static readonly Oracle Loader = new("loader");
    private readonly string folder = Directory.CreateTempSubdirectory("weights").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Accepted => Expected("accept");

    public static TheoryData<string> Rejected => Expected("reject");

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_sound_file_gives_every_tensor_with_its_type_shape_and_values(string name)
    {
        using var file = WeightFile.Read(Oracle.Loader(name));
        JsonElement expected = Entry(name).GetProperty("tensors");
        Assert.Equal(expected.EnumerateObject().Select(tensor => tensor.Name), file.Tensors.Select(tensor => tensor.Name));
        foreach (StoredTensor stored in file.Tensors)
        {
            JsonElement entry = expected.GetProperty(stored.Name);
            using Tensor tensor = stored.Read();
            Assert.Equal(entry.GetProperty("dtype").GetString(), PyTorchName(tensor.dtype));
            Assert.Equal(stored.ElementType, tensor.dtype);
            Assert.Equal(entry.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt64()), tensor.shape);
            Assert.Equal(stored.Shape, tensor.shape);
            Assert.Equal(entry.GetProperty("values").EnumerateArray().Select(Number), Numbers(tensor));
        }
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public void A_damaged_or_hostile_file_is_refused_at_once_by_name(string name)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        var refusal = Assert.Throws<CheckpointException>(() => ReadAll(Oracle.Loader(name)));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64L << 20);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil_system_zip.pth", "posix.system")]
    [InlineData("evil_system_legacy.pth", "posix.system")]
    [InlineData("evil_eval_zip.pth", "eval")]
    [InlineData("evil_stack_global_zip.pth", "os.system")]
    [InlineData("whole_model_zip.pth", "torch.nn.modules.container.Sequential")]
    [InlineData("whole_model_zip.pth", "torch.save(model.state_dict(), file)")]
    [InlineData("text.pth", "git lfs pull")]
    public void A_refusal_says_what_the_file_asked_for(string name, string said) =>
        Assert.Contains(
            said, Assert.Throws<CheckpointException>(() => ReadAll(Oracle.Loader(name))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wrapped_training_checkpoint_gives_scalars_and_names_without_the_parallel_prefix()
    {
        using var file = WeightFile.Read(Oracle.Loader("wrapped_zip.pth"));
        Assert.Equal(7L, file.Scalars["epoch"]);
        Assert.Equal(0.875, file.Scalars["best_auc"]);
        Assert.Equal("tiny", file.Scalars["arch"]);
        Assert.Equal("module.", file.Prefix);
        Assert.Equal("conv1.weight", file.WithoutPrefix()[0].Name);
    }

    [Theory]
    [InlineData("dtypes_zip.pth", "copy.pth")]
    [InlineData("views_zip.pth", "copy.pth")]
    [InlineData("dtypes_zip.pth", "copy.safetensors")]
    public void What_is_written_reads_back_and_the_same_tensors_give_the_same_bytes(string name, string copy)
    {
        string path = Path.Combine(folder, copy);
        NamedTensor[] original = ReadAll(Oracle.Loader(name));
        WeightFile.Write(path, original);
        byte[] once = File.ReadAllBytes(path);
        NamedTensor[] again = ReadAll(path);
        WeightFile.Write(path, again);
        Assert.Equal(once, File.ReadAllBytes(path));
        foreach (((string key, Tensor expected), (string name2, Tensor actual)) in original.Zip(again))
        {
            Assert.Equal(key, name2);
            Assert.Equal(expected.shape, actual.shape);
            Assert.Equal(expected.dtype, actual.dtype);
            Assert.Equal(Numbers(expected), Numbers(actual));
        }
    }

    private static NamedTensor[] ReadAll(string path)
    {
        using var file = WeightFile.Read(path);
        return [.. file.Tensors.Select(stored => new NamedTensor(stored.Name, stored.Read()))];
    }

    private static TheoryData<string> Expected(string verdict) => [.. Loader.Case.GetProperty("files").EnumerateObject()
        .Where(file => file.Value.GetProperty("expect").GetString() == verdict)
        .Select(file => Path.GetFileName(file.Name))];

    private static JsonElement Entry(string name) => Loader.Case.GetProperty("files").GetProperty($"loader/{name}");

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => value.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            _ => double.NegativeInfinity,
        },
        _ => value.GetDouble(),
    };

    private static double[] Numbers(Tensor tensor) => [.. tensor.to(ScalarType.Float64).flatten().data<double>()];

    private static string PyTorchName(ScalarType type) => type == ScalarType.Byte ? "uint8" : type.ToString().ToLowerInvariant();
}
