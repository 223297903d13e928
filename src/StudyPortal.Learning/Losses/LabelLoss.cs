using static TorchSharp.torch;

namespace StudyPortal.Learning.Losses;

/// <summary>The loss of one training: of independent or exclusive labels, with the weight of each class.</summary>
/// <param name="exclusive">Whether an image has exactly one of the labels.</param>
/// <param name="classWeights">One per class, or null for 1.</param>
internal sealed class LabelLoss(bool exclusive, float[]? classWeights) : IDisposable
{
    private readonly Tensor? weights = classWeights is null ? null : tensor(classWeights).DetachFromDisposeScope();

    /// <summary>A scalar; see <see cref="MaskedLoss.Of"/> and <see cref="ExclusiveLoss.Of"/>.</summary>
    public Tensor Of(Tensor logits, Tensor labels) => exclusive
        ? ExclusiveLoss.Of(logits, labels, On(logits))
        : MaskedLoss.Of(logits, labels, On(logits));

    /// <summary>One per image.</summary>
    public Tensor PerSample(Tensor logits, Tensor labels) => exclusive
        ? ExclusiveLoss.PerSample(logits, labels, On(logits))
        : MaskedLoss.PerSample(logits, labels, On(logits));

    /// <summary>Scores of the labels that rank images: the logits, of exclusive labels the log-odds.</summary>
    public float[] Scores(float[] logits, int classCount) => exclusive ? ExclusiveLoss.LogOdds(logits, classCount) : logits;

    public void Dispose() => weights?.Dispose();

    private Tensor? On(Tensor logits) => weights?.to(logits.device);
}
