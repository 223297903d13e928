using StudyPortal.Learning;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Tests.Verbs;

public sealed class AttackVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-attacks").FullName;
    private readonly Generator _random = new(5);
    private readonly ResNet _network;
    private readonly Tensor _images;
    private readonly Tensor _labels = tensor(new float[] { 1, 0, 0, 1, 1, 1 }, [3, 2]);

    public AttackVerbTests()
    {
        _network = new ResNet(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), _random);
        _images = empty(3, 1, 32, 32).uniform_(0.1, 0.9, _random);
        WeightFile.Write(PathOf("net.pth"), _network.State);
        NpyFile.Write(PathOf("x.npy"), _images);
        NpyFile.Write(PathOf("y.npy"), _labels);
    }

    public void Dispose()
    {
        _network.Dispose();
        _random.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("--attack fgsm")]
    [InlineData("--attack fgsm --norm l2")]
    [InlineData("--attack pgd --alpha 0.01 --steps 5 --best --restarts 2 --loss margin")]
    [InlineData("--attack apgd --steps 5 --loss ratio --restarts 2")]
    [InlineData("--attack square --queries 20")]
    [InlineData("--attack auto --steps 5 --queries 10 --seed 3")]
    public async Task Every_attack_stays_in_its_radius_and_makes_the_predictions_worse(string options)
    {
        var run = await RunAsync($"--labels {PathOf("y.npy")} --epsilon 0.03 {options}");

        Assert.True(run.Code == 0, run.Error);
        var attacked = NpyFile.Read(PathOf("a.npy"));
        Assert.InRange(attacked.sub(_images).abs().max().item<float>(), 1e-4f, 0.03f + 1e-6f);
        Assert.True(Margin(attacked) > Margin(_images));
    }

    [Theory]
    [InlineData("--attack pgd --alpha 0.01 --steps 5")]
    [InlineData("--attack auto --steps 5 --queries 10")]
    public async Task A_targeted_attack_leads_to_the_target(string options)
    {
        NpyFile.Write(PathOf("t.npy"), _labels);
        var run = await RunAsync($"--targets {PathOf("t.npy")} --epsilon 0.03 {options}");

        Assert.True(run.Code == 0, run.Error);
        Assert.True(Margin(NpyFile.Read(PathOf("a.npy"))) < Margin(_images));
    }

    [Theory]
    [InlineData("--attack pgd --steps 3", "needs --alpha")]
    [InlineData("--attack square --norm l2", "linf only")]
    [InlineData("--attack auto --loss margin", "its own losses")]
    public async Task Options_that_contradict_each_other_are_a_usage_error(string options, string reason)
    {
        var run = await RunAsync($"--labels {PathOf("y.npy")} --epsilon 0.03 {options}");

        Assert.Equal(2, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_of_another_shape_is_refused()
    {
        var run = await RunAsync($"--labels {PathOf("y.npy")} --epsilon 0.03 --alpha 0.01 --steps 1 --start {PathOf("y.npy")}");

        Assert.Equal(1, run.Code);
        Assert.Contains("[3, 1, 32, 32] like the images", run.Error, StringComparison.Ordinal);
    }

    private float Margin(Tensor images)
    {
        using var frozen = new FrozenNetwork(_network, NormBranch.Clean);
        return AttackLoss.Margin(frozen.Logits(images), _labels).sum().item<float>();
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private Task<ConsoleRun> RunAsync(string options) => ConsoleRun.OfAsync(
        [.. $"attack --checkpoint {PathOf("net.pth")} --input {PathOf("x.npy")} --output {PathOf("a.npy")} {options}".Split(' ')]);
}
