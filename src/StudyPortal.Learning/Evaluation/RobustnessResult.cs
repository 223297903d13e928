using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Evaluation;

/// <summary>Logits under one attack.</summary>
/// <param name="Epsilon">Radius of the attack; 0 without one, and then the same for both attack branches.</param>
/// <param name="AttackBranch">Whose gradient the attack followed.</param>
/// <param name="Branch">That the attacked images were predicted through.</param>
/// <param name="Logits">N x K, row by row.</param>
public sealed record AttackedLogits(double Epsilon, NormBranch AttackBranch, NormBranch Branch, float[] Logits);

/// <summary>Every radius by every attack branch by every branch that predicts.</summary>
/// <param name="Points">In this order.</param>
/// <param name="Labels">N x K, NaN where nothing is known.</param>
public sealed record RobustnessResult(IReadOnlyList<AttackedLogits> Points, float[] Labels)
{
    /// <summary>
    /// Each logit of one branch at its worst over the attack branches: what is left when an attacker chooses the branch for
    /// every case and label, while the prediction always uses the same one.
    /// </summary>
    public float[] Worst(double epsilon, NormBranch branch)
    {
        AttackedLogits[] attacks = [.. Points.Where(point => point.Epsilon == epsilon && point.Branch == branch)];
        float[] worst = [.. attacks[0].Logits];
        foreach (AttackedLogits attack in attacks.Skip(1))
        {
            LogitTables.KeepWorse(worst, attack.Logits, Labels);
        }
        return worst;
    }
}
