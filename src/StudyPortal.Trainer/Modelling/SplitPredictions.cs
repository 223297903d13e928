using StudyPortal.Core.Datasets;

namespace StudyPortal.Trainer.Modelling;

/// <summary>What a network said of one split.</summary>
/// <param name="Cases">By number.</param>
/// <param name="Labels">One per logit.</param>
/// <param name="Truth">Cases x labels; NaN where nothing is known.</param>
/// <param name="Logits">Cases x labels.</param>
internal sealed record SplitPredictions(IReadOnlyList<LoadedCase> Cases, IReadOnlyList<string> Labels, float[] Truth, float[] Logits)
{
    public (bool? Truth, double Logit) At(int row, int label)
    {
        var index = row * Labels.Count + label;
        return (float.IsNaN(Truth[index]) ? null : Truth[index] == 1, Logits[index]);
    }
}
