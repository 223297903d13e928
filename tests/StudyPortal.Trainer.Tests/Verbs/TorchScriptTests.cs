using System.IO.Compression;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Learning;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary>A traced network with three channels and two logits, on its way through every verb that takes a checkpoint.</summary>
public sealed class TorchScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-script").FullName;

    public TorchScriptTests()
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "tiny.pt.gz")), CompressionMode.Decompress);
        using var program = File.Create(PathOf("tiny.pt"));
        packed.CopyTo(program);
        NpyFile.Write(PathOf("x.npy"), full([2, 3, 32, 32], 0.5f));
        NpyFile.Write(PathOf("y.npy"), ones(2, 2));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Forward_runs_it_when_told_to_trust_it()
    {
        var run = await RunAsync("forward", "--torchscript", "--output", PathOf("z.npy"));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal([2L, 2], NpyFile.Read(PathOf("z.npy")).shape);
    }

    [Theory]
    [InlineData("forward", "", "if you trust it")]
    [InlineData("forward", "--torchscript --branch adversarial", "no branches")]
    [InlineData("forward", "--torchscript --classes 2", "leave them out")]
    [InlineData("attack", "--torchscript --labels y.npy --epsilon 0.01 --alpha 0.01 --steps 1", "runs forward only")]
    [InlineData("explain", "--torchscript --labels y.npy", "runs forward only")]
    public async Task What_it_cannot_do_or_was_not_allowed_is_refused_with_the_reason(string verb, string options, string reason)
    {
        string[] more = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(option => option == "y.npy" ? PathOf(option) : option)];

        var run = await RunAsync(verb, [.. more, "--output", PathOf("z.npy")]);

        Assert.Equal(1, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("z.npy")));
    }

    [Fact]
    public async Task Test_gives_its_areas_on_clean_images_and_refuses_an_attack()
    {
        await PhantomFolder.WriteAsync(PathOf("images"), count: 40, seed: 3, size: 64, TestContext.Current.CancellationToken);
        await ConsoleRun.OfAsync("import", PathOf("images"), "--name", "Own", "--label-columns", "Mass", "Effusion", "--data", PathOf("data"));
        string[] test = ["test", "--checkpoint", PathOf("tiny.pt"), "--torchscript", "--dataset", "Own", "--input-size", "32", "--data", PathOf("data")];

        var clean = await ConsoleRun.OfAsync(test);
        var attacked = await ConsoleRun.OfAsync([.. test, "--epsilon", "0.01"]);

        Assert.Equal((0, ""), (clean.Code, clean.Error));
        Assert.Contains("Effusion", clean.Output, StringComparison.Ordinal);
        Assert.Equal(2, attacked.Code);
        Assert.Contains("tested clean only", attacked.Error, StringComparison.Ordinal);
    }

    private Task<ConsoleRun> RunAsync(string verb, params string[] options) =>
        ConsoleRun.OfAsync([verb, "--checkpoint", PathOf("tiny.pt"), "--input", PathOf("x.npy"), .. options]);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
