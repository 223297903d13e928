using System.IO.Compression;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Networks;

/// <summary>The program is torch.jit.trace (PyTorch 1.13) of a small residual network with random weights; the logits are its own.</summary>
public sealed class ScriptedNetworkTests : IDisposable
{
    private static readonly float[] Logits = [0.07562370598316193f, -0.15745973587036133f, 0.07535756379365921f, -0.15756520628929138f];
    private readonly string folder = Directory.CreateTempSubdirectory("script").FullName;
    private readonly string path;

    public ScriptedNetworkTests()
    {
        path = Path.Combine(folder, "tiny.pt");
        using GZipStream packed = new(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Oracles", "script", "tiny.pt.gz")), CompressionMode.Decompress);
        using FileStream unpacked = File.Create(path);
        packed.CopyTo(unpacked);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_program_gives_the_logits_that_it_gives_in_PyTorch()
    {
        using ScriptedNetwork program = new(path);
        Assert.Equal(3, program.InputChannels);
        AssertLogits(program.Logits(Images()).data<float>().ToArray());
    }

    [Fact]
    public void A_set_of_images_goes_through_in_batches()
    {
        using ScriptedNetwork program = new(path);
        ImageSet grey = new([.. Images()[0, 0].flatten().data<float>(), .. Images()[1, 0].flatten().data<float>()], 2, 32);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Tensor together = program.Logits(grey.Batch(0, 2, 3));
        Assert.All(
            together.data<float>().ToArray().Zip(program.Logits(grey, 2, batchSize: 1, cancellation)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        var refusal = Assert.Throws<CheckpointException>(() => program.Logits(grey, 5, batchSize: 1, cancellation));
        Assert.Contains("2 logits per image; there are 5 labels", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_the_program_cannot_take_are_refused_with_their_shape()
    {
        using ScriptedNetwork program = new(path);
        var refusal = Assert.Throws<CheckpointException>(() => program.Logits(zeros(1, 1, 32, 32)));
        Assert.Contains("[1, 1, 32, 32]", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reader_that_executes_nothing_says_what_the_file_is()
    {
        var refusal = Assert.Throws<CheckpointException>(() => WeightFile.Read(path));
        Assert.Contains("TorchScript", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--torchscript", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_dict_is_no_program()
    {
        var refusal = Assert.Throws<CheckpointException>(() => new ScriptedNetwork(Oracle.Loader("tiny_zip.pth")));
        Assert.Contains("tiny_zip.pth cannot be opened as a TorchScript program", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>0, 1/97, ... 96/97, 0, ...</summary>
    private static Tensor Images() => arange(2 * 3 * 32 * 32, ScalarType.Float32).remainder(97).div(97).view(2, 3, 32, 32);

    private static void AssertLogits(float[] actual) =>
        Assert.All(Logits.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
}
