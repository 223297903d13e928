namespace StudyPortal.Learning.Evaluation;

/// <summary>Predictions under one attack of a <see cref="StrongCheck"/>.</summary>
/// <param name="Name">apgd-ce, apgd-ratio, apgd-label or square.</param>
/// <param name="Logits">N x K, row by row: each value at its worst over the restarts.</param>
public sealed record CheckedAttack(string Name, float[] Logits);

/// <summary>Predictions under all attacks of a <see cref="StrongCheck"/>; of exclusive labels log-odds instead of logits.</summary>
/// <param name="Clean">N x K, row by row.</param>
/// <param name="Attacks">One by one.</param>
/// <param name="Labels">N x K, NaN where nothing is known.</param>
public sealed record StrongCheckResult(float[] Clean, IReadOnlyList<CheckedAttack> Attacks, float[] Labels)
{
    /// <summary>Each value at its worst over the clean image and all attacks: areas under the ROC curve of these are the check's.</summary>
    public float[] Worst
    {
        get
        {
            float[] worst = [.. Clean];
            foreach (CheckedAttack attack in Attacks)
            {
                LogitTables.KeepWorse(worst, attack.Logits, Labels);
            }
            return worst;
        }
    }

    /// <summary>Share of the given labels that are on their side of a logit of 0, in one of the tables.</summary>
    public double Accuracy(float[] logits) => logits.Zip(Labels)
        .Where(pair => !float.IsNaN(pair.Second))
        .Select(pair => (pair.First > 0) == (pair.Second == 1) ? 1.0 : 0.0)
        .DefaultIfEmpty(double.NaN)
        .Average();
}
