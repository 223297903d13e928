using System.Diagnostics;
using System.Text.Json;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Checkpoints;

public sealed class WeightFileTests : IDisposable
{
    private static readonly Oracle Loader = new("loader");
    private const string OldFile =
        "gAKKCmz8nEb5IGqoUBkugAJN6QMugAJ9cQAoWBAAAABwcm90b2NvbF92ZXJzaW9ucQFN6QNYDQAAAGxpdHRsZV9lbmRpYW5xAohYCgAAAHR5cG" +
        "Vfc2l6ZXNxA31xBChYBQAAAHNob3J0cQVLAlgDAAAAaW50cQZLBFgEAAAAbG9uZ3EHSwR1dS6AAn1xAChYBQAAAGVwb2NocQFLA1gDAAAAbmV0" +
        "cQJ9cQNYCgAAAHN0YXRlX2RpY3RxBGNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxBV1xBihdcQcoWBMAAABtb2R1bGUuY29udjEud2VpZ2h0cQ" +
        "hjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcgpxCSgoWAcAAABzdG9yYWdlcQpjdG9yY2gKRmxvYXRTdG9yYWdlCnELWAUAAAA5Mzg3MXEM" +
        "WAYAAABjdWRhOjBxDUsETnRxDlFLAEsCSwKGcQ9LAksBhnEQdHERUnESZV1xEyhYDgAAAG1vZHVsZS5mYy5iaWFzcRRoCSgoaApoC1gFAAAAOT" +
        "M4NzJxFWgNSwJOdHEWUUsASwKFcRdLAYVxGHRxGVJxGmVlhXEbUnEcc3UugAJdcQAoWAUAAAA5Mzg3MXEBWAUAAAA5Mzg3MnECZS4EAAAAAAAA" +
        "AAAAwD8AAADAAABAQAAAgEACAAAAAAAAAAAAgD4AAOBA";

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
    [InlineData("evil_build_zip.pth", "subprocess.Popen")]
    [InlineData("evil_getattr_zip.pth", "builtins.getattr")]
    [InlineData("evil_inst_zip.pth", "INST (0x69)")]
    [InlineData("unknown_storage_zip.pth", "Storage, which is not supported")]
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

    /// <summary>
    /// As PyTorch 0.3 under Python 2 left it: _rebuild_tensor, an ordered dictionary called with a list of pairs, wrapped twice.
    /// Written with Python 3's pickle and read by torch.load of PyTorch 1.13.
    /// </summary>
    [Fact]
    public void A_file_of_the_first_PyTorch_versions_is_read()
    {
        using var file = WeightFile.Read(new MemoryStream(Convert.FromBase64String(OldFile)), "old.pth");
        Assert.Equal(["module.conv1.weight", "module.fc.bias"], file.Tensors.Select(stored => stored.Name));
        Assert.Equal([1.5, -2, 3, 4], Numbers(file.Tensors[0].Read()));
        Assert.Equal([0.25, 7], Numbers(file.Tensors[1].Read()));
        Assert.Equal(("module.", 3L), (file.Prefix, file.Scalars["epoch"]));
    }

    [Theory]
    [InlineData("views_zip.pth")]
    [InlineData("views_legacy.pth")]
    public void Tensors_that_share_a_storage_are_read_in_any_order_and_again(string name)
    {
        NamedTensor[] inOrder = ReadAll(Oracle.Loader(name));
        using var file = WeightFile.Read(Oracle.Loader(name));
        foreach (int index in Enumerable.Range(0, inOrder.Length).Reverse().Concat([0, 0]))
        {
            using Tensor values = file.Tensors[index].Read();
            Assert.Equal(Numbers(inOrder[index].Tensor), Numbers(values));
            values.zero_();
        }
    }

    [Fact]
    public void A_safetensors_file_is_known_under_any_name()
    {
        string path = Path.Combine(folder, "weights.bin");
        File.Copy(Oracle.Loader("tiny_model.safetensors"), path);
        using var file = WeightFile.Read(path);
        Assert.Equal(WeightFormat.Safetensors, file.Format);
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
