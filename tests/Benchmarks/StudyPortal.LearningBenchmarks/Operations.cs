using System.Diagnostics;
using System.Globalization;
using StudyPortal.Learning;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.LearningBenchmarks;

/// <summary>The operations of peer.py, as the product does them.</summary>
internal sealed class Operations : IDisposable
{
    /// <summary>The argument with which this program answers with seconds for every name it reads.</summary>
    public const string Serve = "serve";

    /// <summary>Of an evaluation.</summary>
    private const int Batches = 16;

    private const string AllInBFloat16 = "dual-all-bf16";

    private readonly Generator random = new(1);
    private readonly ResNet network;
    private readonly Tensor images, labels;
    private readonly ImageSet whole;
    private readonly LabelLoss loss = new(exclusive: false, classWeights: null);
    private readonly TrainingRecipe recipe = new() { LearningRate = 1e-5 };
    private readonly ProjectedGradient attack = new(AttackRecipe.Paper);
    private TrainingStep? step;
    private FrozenNetwork? frozen;

    private Operations(Setting setting, ScalarType trainingType)
    {
        network = new ResNet(new NetworkShape(setting.Architecture, 64, 3, 8, DualNorm: true), random) { TrainingType = trainingType };
        images = rand(setting.Batch, 3, setting.Side, setting.Side, generator: random);
        whole = new ImageSet(new float[Batches * setting.Batch * setting.Side * setting.Side], Batches * setting.Batch, setting.Side);
        labels = rand(setting.Batch, 8, generator: random).gt(0.5).to(ScalarType.Float32);
    }

    public static void Answer(Setting setting)
    {
        set_num_threads(Environment.ProcessorCount);
        Operations? operations = null;
        while (Console.ReadLine() is { } operation)
        {
            operations ??= new Operations(setting, operation == AllInBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32);
            Stopwatch watch = Stopwatch.StartNew();
            operations.Run(operation);
            Console.WriteLine(watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        }
        operations?.Dispose();
    }

    public void Dispose()
    {
        step?.Dispose();
        frozen?.Dispose();
        loss.Dispose();
        whole.Dispose();
        network.Dispose();
        random.Dispose();
    }

    private void Run(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        switch (operation)
        {
            case "forward":
                Forward();
                break;
            case "evaluate":
                Predictions.Logits(network, whole, NormBranch.Clean, (int)images.shape[0]);
                break;
            case "saliency":
                frozen ??= new FrozenNetwork(network, NormBranch.Adversarial);
                new InputGradient().Explain(frozen, images, labels);
                break;
            case "attack":
                using (FrozenNetwork attacked = new(network, NormBranch.Adversarial))
                {
                    attack.Attack(attacked, images, labels, attack.Noise(images, random));
                }
                break;
            case "dual":
                Step(recipe with { Variant = TrainingVariant.DualNorm });
                break;
            case "dual-bf16" or AllInBFloat16:
                Step(recipe with { Variant = TrainingVariant.DualNorm, AttackInBFloat16 = true });
                break;
            default:
                Step(recipe);
                break;
        }
    }

    private void Forward()
    {
        using IDisposable still = no_grad();
        network.eval();
        network.call(images, NormBranch.Clean);
    }

    private void Step(TrainingRecipe wanted)
    {
        step ??= new TrainingStep(wanted, network, loss, random);
        (_, double length) = step.Differentiate(1, _ => (images, labels));
        step.Apply(1e-5, length, first: false);
    }
}
