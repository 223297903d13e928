using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>
/// Is the network robust, or was the attack weak? The ensemble of AutoAttack (Croce and Hein, ICML 2020) for labels that can
/// be true together: <c>apgd-ce</c> and <c>apgd-ratio</c> attack all labels of an image at once, <c>apgd-label</c> (in the
/// place of the targeted attack) each label on its own by its margin, and <c>square</c> looks at no gradient. Every attack
/// pushes the logits of positives down and those of negatives up; a label is judged by its worst logit over all of them, so
/// that each label's ROC area is the lowest that this attacker can bring about.
/// </summary>
public sealed class StrongCheck(StrongCheckPlan plan)
{
    private static readonly string[] All = ["apgd-ce", "apgd-ratio", "apgd-label", "square"];
    private readonly Func<Tensor, Tensor> score = plan.ExclusiveLabels ? AttackLoss.LogOdds : logits => logits;

    /// <param name="network">Looked at in evaluation mode; left as it is.</param>
    /// <param name="branch">That is attacked and predicts.</param>
    /// <param name="images">Of the size that the network was trained with.</param>
    /// <param name="labels">N x K, row by row, NaN where nothing is known.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at before each pass.</param>
    public StrongCheckResult Compute(
        ResNet network, NormBranch branch, ImageSet images, float[] labels,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using FrozenNetwork frozen = new(network, branch);
        using Generator random = new(plan.Seed);
        LabelledBatches batches = new(network, images, labels, plan.BatchSize);
        CheckedAttack[] attacks = [.. Names(network.Shape.ClassCount).Select(name => new CheckedAttack(name, new float[labels.Length]))];
        float[] clean = new float[labels.Length];
        int done = 0;
        batches.ForEach((batch, truth, place) =>
        {
            Scores(frozen, batch).CopyTo(clean, place);
            foreach (CheckedAttack attack in attacks)
            {
                Attacked(attack.Name, frozen, batch, truth, random, cancellation).CopyTo(attack.Logits, place);
                progress?.Report((double)++done / (batches.Count * attacks.Length));
            }
        }, cancellation);
        return new StrongCheckResult(clean, attacks, labels);
    }

    /// <summary>The ratio of a single logit to itself says nothing.</summary>
    private IEnumerable<string> Names(int classes) => All
        .Where(name => (name != "apgd-ratio" || classes > 1) && (name != "square" || plan.Queries > 0));

    private float[] Attacked(
        string name, FrozenNetwork network, Tensor images, Tensor labels, Generator random, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        return name switch
        {
            "apgd-ce" => Adaptive(AttackLoss.BinaryCrossEntropy, network, images, labels, random, cancellation),
            "apgd-ratio" => Adaptive(AttackLoss.LogitRatio, network, images, labels, random, cancellation),
            "apgd-label" => LabelByLabel(network, images, labels, random, cancellation),
            _ => Scores(network, new SquareAttack(plan.Epsilon, plan.Queries, Seen(AttackLoss.Margin))
                .Attack(network, images, labels, random, cancellation)),
        };
    }

    /// <summary>Each value at its worst over the restarts.</summary>
    private float[] Adaptive(
        Func<Tensor, Tensor, Tensor> loss, FrozenNetwork network, Tensor images, Tensor labels, Generator random, CancellationToken cancellation)
    {
        AdaptiveGradient attack = new(plan.Epsilon, plan.Steps, loss: Seen(loss));
        float[] truth = [.. labels.cpu().data<float>()];
        float[]? worst = null;
        for (int restart = 0; restart < plan.Restarts; restart++)
        {
            using DisposeScope scope = NewDisposeScope();
            float[] scores = Scores(network, attack.Attack(network, images, labels, attack.Noise(images, random), cancellation));
            LogitTables.KeepWorse(worst ??= scores, scores, truth);
        }
        return worst ?? Scores(network, images);
    }

    private float[] LabelByLabel(FrozenNetwork network, Tensor images, Tensor labels, Generator random, CancellationToken cancellation)
    {
        int classes = (int)labels.shape[1];
        float[] scores = new float[labels.NumberOfElements];
        for (int label = 0; label < classes; label++)
        {
            float[] attacked = Adaptive(AttackLoss.Margin, network, images, AttackLoss.Only(labels, label), random, cancellation);
            for (int at = label; at < scores.Length; at += classes)
            {
                scores[at] = attacked[at];
            }
        }
        return scores;
    }

    private Func<Tensor, Tensor, Tensor> Seen(Func<Tensor, Tensor, Tensor> loss) => plan.ExclusiveLabels ? AttackLoss.OfExclusive(loss) : loss;

    private float[] Scores(FrozenNetwork network, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. score(network.Logits(images)).cpu().data<float>()];
    }
}
