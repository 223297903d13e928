using System.CommandLine;
using StudyPortal.Core.Saliency;
using StudyPortal.Learning;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Networks;
using StudyPortal.Trainer.Verbs;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Tests.Verbs;

public sealed class TensorVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-verbs").FullName;
    private readonly Generator _random = new(5);
    private readonly ResNet _network;
    private readonly Tensor _images;

    public TensorVerbTests()
    {
        _network = new ResNet(new NetworkShape("resnet18", 4, 1, 2, DualNorm: true), _random);
        _network.eval();
        _images = empty(3, 1, 32, 32).uniform_(0, 1, _random);
        WeightFile.Write(PathOf("net.pth"), _network.State);
        NpyFile.Write(PathOf("x.npy"), _images);
        NpyFile.Write(PathOf("y.npy"), tensor(new float[] { 1, 0, 0, 1, 1, 1 }, [3, 2]));
    }

    public void Dispose()
    {
        _network.Dispose();
        _images.Dispose();
        _random.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Forward_writes_the_logits_of_the_branch()
    {
        var (code, _) = await RunAsync(ForwardVerb.Create(), "--branch adversarial --output " + PathOf("z.npy"));

        Assert.Equal(0, code);
        using var frozen = no_grad();
        Assert.Equal(_network.call(_images, NormBranch.Adversarial).data<float>().ToArray(), NpyFile.Read(PathOf("z.npy")).data<float>().ToArray());
    }

    [Fact]
    public async Task Attack_moves_every_image_within_its_radius_and_no_further()
    {
        var (code, _) = await RunAsync(AttackVerb.Create(), $"--labels {PathOf("y.npy")} --epsilon 0.02 --alpha 0.015 --steps 3 --output {PathOf("a.npy")}");

        Assert.Equal(0, code);
        var moved = NpyFile.Read(PathOf("a.npy")).sub(_images).abs().amax([1, 2, 3]).data<float>().ToArray();
        Assert.All(moved, largest => Assert.InRange(largest, 0.0199f, 0.02f + 1e-6f));
    }

    [Fact]
    public async Task Explain_writes_maps_stretched_from_zero_to_one()
    {
        var (code, _) = await RunAsync(ExplainVerb.Create(), $"--labels {PathOf("y.npy")} --normalise --output {PathOf("m.npy")}");

        Assert.Equal(0, code);
        var maps = NpyFile.Read(PathOf("m.npy"));
        Assert.Equal([3L, 1, 32, 32], maps.shape);
        Assert.Equal([0f, 0, 0], maps.amin([1, 2, 3]).data<float>().ToArray());
        Assert.All(maps.amax([1, 2, 3]).data<float>().ToArray(), highest => Assert.Equal(1, highest, 5));
    }

    [Fact]
    public async Task Explain_writes_class_maps_of_one_label_per_image_and_figures_of_each()
    {
        NpyFile.Write(PathOf("c.npy"), tensor(new long[] { 0, 1, 1 }));
        NpyFile.Write(PathOf("grey.npy"), ones(3, 32, 32));
        var options = $"--method layer-cam --stage 2 --labels {PathOf("c.npy")} --normalise --figures {PathOf("f.csv")} --lesions {PathOf("grey.npy")} --output {PathOf("m.npy")}";

        var (code, error) = await RunAsync(ExplainVerb.Create(), options);

        Assert.True(code == 0, error);
        Assert.Equal([3L, 32, 32], NpyFile.Read(PathOf("m.npy")).shape);
        var lines = (await File.ReadAllLinesAsync(PathOf("f.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToList();
        Assert.Equal(["0,0", "1,1", "2,1"], lines[1..].Select(line => $"{line[0]},{line[1]}"));
        Assert.All(lines[1..], line => Assert.Equal(("1", "1"), (line[Array.IndexOf(lines[0], "mass_inside")], line[Array.IndexOf(lines[0], "area_inside")])));
    }

    [Theory]
    [InlineData("--method grad-cam --sigma 0.2", "--sigma belongs to smoothgrad, vargrad")]
    [InlineData("--method occlusion --window 2", "at most 1")]
    public async Task A_parameter_that_the_method_does_not_take_is_refused(string options, string reason)
    {
        var (code, error) = await RunAsync(ExplainVerb.Create(), $"--labels {PathOf("y.npy")} --output {PathOf("m.npy")} {options}");

        Assert.Equal(1, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trainer_has_every_method_that_a_map_can_be_of() => Assert.Equal(SaliencyMethods.Names, MapMethods.Names);

    [Theory]
    [InlineData("--classes 8", "The checkpoint has 2 labels")]
    [InlineData("--arch resnet50", "The checkpoint is a resnet18")]
    [InlineData("--variant standard", "two batch norms")]
    public async Task A_checkpoint_that_is_not_what_the_options_say_ends_with_code_1_and_the_reason(string option, string reason)
    {
        var (code, error) = await RunAsync(ForwardVerb.Create(), $"{option} --output {PathOf("z.npy")}");

        Assert.Equal(1, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("z.npy")));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private async Task<(int Code, string Error)> RunAsync(Command verb, string options)
    {
        using var error = new StringWriter();
        var parsed = verb.Parse($"--checkpoint {PathOf("net.pth")} --input {PathOf("x.npy")} {options}");
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Error = error });
        return (code, error.ToString());
    }
}
