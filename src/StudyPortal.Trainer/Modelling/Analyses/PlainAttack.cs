using StudyPortal.Learning.Evaluation;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>The model's own attack through the norm that predicts.</summary>
internal static class PlainAttack
{
    /// <returns>Cases x labels.</returns>
    public static float[] Logits(AnalysisSubject subject, double epsilon, int steps, IProgress<double> progress, CancellationToken cancellation)
    {
        var plan = new RobustnessPlan { Epsilons = [epsilon], Steps = steps };
        var result = new RobustnessCurve(plan, subject.Loss).Compute(subject.Network, subject.Images, subject.Truth, progress, cancellation);
        var own = result.Points.Single(point => point.Branch == subject.Branch && point.AttackBranch == subject.Branch);
        return AnalysisSubject.Scores(subject.Model, own.Logits);
    }
}
