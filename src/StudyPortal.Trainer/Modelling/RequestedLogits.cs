using StudyPortal.Core.Models;
using StudyPortal.Learning;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Modelling;

/// <summary>
/// Logits of one network, in evaluation mode, clean or attacked as the request says; of exclusive labels the log-odds of their
/// probabilities, which rank images as softmax logits do not.
/// </summary>
internal sealed class RequestedLogits(ResNet network, EvaluateRequest request, bool exclusiveLabels)
{
    private const int BatchSize = 32;

    /// <summary>Seed of the random starts of the attack: an evaluation repeats exactly.</summary>
    private const ulong StartSeed = 20210716;

    /// <summary>The attack of an evaluation: L-infinity, its steps together 2.5 times as long as epsilon (Madry et al. 2018).</summary>
    public static AttackRecipe Recipe(double epsilon, int steps) => new(epsilon, 2.5 * epsilon / steps, steps);

    /// <param name="images">As the network sees them.</param>
    /// <param name="labels">Images x classes, NaN where nothing is known; only an attack looks at them.</param>
    /// <param name="progress">Told the images done after each batch.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    /// <returns>Images x classes.</returns>
    public float[] Compute(ImageSet images, float[] labels, Action<int> progress, CancellationToken cancellationToken)
    {
        using var random = new Generator(StartSeed);
        using var predicting = new FrozenNetwork(network, request.Branch.ToLearning());
        using var attacked = request.Steps == 0 || request.AttackBranch == request.Branch ? null : new FrozenNetwork(network, request.AttackBranch.ToLearning());
        var classes = network.Shape.ClassCount;
        var logits = new float[images.Count * classes];
        for (var start = 0; start < images.Count; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(BatchSize, images.Count - start);
            using var scope = NewDisposeScope();
            var input = images.Batch(start, count, network.Shape.InputChannels).to(network.Device);
            if (request.Steps > 0) input = Attacked(attacked ?? predicting, input, labels, start, random);
            predicting.Logits(input).cpu().data<float>().CopyTo(logits, start * classes);
            progress(start + count);
        }

        return exclusiveLabels ? ExclusiveLoss.LogOdds(logits, classes) : logits;
    }

    private static Tensor ExclusiveLosses(Tensor logits, Tensor labels) => ExclusiveLoss.PerSample(logits, labels);

    private Tensor Attacked(FrozenNetwork attacked, Tensor clean, float[] labels, int start, Generator random)
    {
        var (count, classes) = ((int)clean.shape[0], network.Shape.ClassCount);
        var truth = tensor(labels.AsMemory(start * classes, count * classes), [count, classes]).to(clean.device);
        var attack = new ProjectedGradient(Recipe(request.Epsilon, request.Steps), exclusiveLabels ? ExclusiveLosses : null);
        return attack.Attack(attacked, clean, truth, attack.Noise(clean, random));
    }
}
