using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>
/// Predictions while the attack grows, through every branch of attacks on every branch: no reader of the curve has to
/// believe that the right branch was picked for attacked images.
/// </summary>
/// <param name="plan">Which attacks.</param>
/// <param name="loss">That they raise; by default the masked binary cross-entropy, as in training.</param>
public sealed class RobustnessCurve(RobustnessPlan plan, Func<Tensor, Tensor, Tensor>? loss = null)
{
    /// <param name="network">Looked at in evaluation mode; left as it is.</param>
    /// <param name="images">Of the size that the network was trained with.</param>
    /// <param name="labels">N x K, row by row, NaN where nothing is known.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at before each batch and radius.</param>
    public RobustnessResult Compute(
        ResNet network, ImageSet images, float[] labels, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        LabelledBatches batches = new(network, images, labels, plan.BatchSize);
        NormBranch[] branches = network.Shape.DualNorm ? [NormBranch.Clean, NormBranch.Adversarial] : [NormBranch.Clean];
        using FrozenBranches frozen = new(network, branches);
        AttackedLogits[] points =
        [
            .. from epsilon in plan.Epsilons
               from attack in branches
               from branch in branches
               select new AttackedLogits(epsilon, attack, branch, new float[labels.Length]),
        ];
        using Generator random = new(plan.StartSeed ?? 0);
        int done = 0;
        batches.ForEach((batch, truth, place) =>
        {
            foreach (AttackedLogits[] row in points.Chunk(branches.Length))
            {
                cancellation.ThrowIfCancellationRequested();
                Fill(row, frozen.Networks, batch, truth, place, random);
                progress?.Report((double)++done / (batches.Count * (points.Length / branches.Length)));
            }
        }, cancellation);
        return new RobustnessResult(points, labels);
    }

    /// <summary>One attack, predicted through every branch.</summary>
    private void Fill(AttackedLogits[] row, IReadOnlyList<FrozenNetwork> frozen, Tensor batch, Tensor truth, int place, Generator random)
    {
        using DisposeScope scope = NewDisposeScope();
        ProjectedGradient attack = new(new AttackRecipe(row[0].Epsilon, plan.StepShare * row[0].Epsilon, plan.Steps), loss);
        Tensor? noise = plan.StartSeed is null || row[0].Epsilon == 0 ? null : attack.Noise(batch, random);
        Tensor attacked = row[0].Epsilon == 0 ? batch : attack.Attack(frozen[(int)row[0].AttackBranch], batch, truth, noise);
        foreach (AttackedLogits point in row)
        {
            frozen[(int)point.Branch].Write(attacked, point.Logits, place);
        }
    }

    /// <summary>Frozen once for all batches.</summary>
    private sealed class FrozenBranches(ResNet network, NormBranch[] branches) : IDisposable
    {
        public IReadOnlyList<FrozenNetwork> Networks { get; } = [.. branches.Select(branch => new FrozenNetwork(network, branch))];

        public void Dispose()
        {
            foreach (FrozenNetwork frozen in Networks)
            {
                frozen.Dispose();
            }
        }
    }
}
