using System.Globalization;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Areas over the radius of the attack.</summary>
internal sealed class RobustnessAnalyst : Analyst
{
    /// <summary>As many radii as the published code tests, clean included.</summary>
    private const int Points = 21;

    private const string Axis = "L-infinity radius ε, in units of the [0,1] image";

    public override AnalysisKind Kind => AnalysisKind.RobustnessCurve;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        var plan = new RobustnessPlan { Epsilons = [.. Enumerable.Range(0, Points).Select(i => i * subject.Epsilon / (Points - 1))], Steps = subject.Steps };
        var attacked = new RobustnessCurve(plan, subject.Loss).Compute(subject.Network, subject.Images, subject.Truth, progress, cancellation);
        var result = attacked with { Points = [.. attacked.Points.Select(point => point with { Logits = AnalysisSubject.Scores(subject.Model, point.Logits) })] };
        var areas = new LabelAreas(subject.Truth, subject.Model.Labels.Count);
        var means = new AnalysisPart.Curves(
            "auc-mean", "Mean area over the radius of the attack", $"Mean over the labels under PGD-{subject.Steps}. {LabelAreas.Definition}", Axis, "mean AUC",
            [.. Pairs(subject, plan, result).Select(pair => Line(pair.Name, plan, e => areas.Mean(pair.Logits(e), cancellation)))]);
        var labels = Branches(subject).Select(branch => new AnalysisPart.Curves(
            $"auc-labels-{Slug(branch)}", $"Area of each label{In(subject, branch)}",
            $"At every radius, each case at its worst over the norms attacked. {LabelAreas.Definition}", Axis, "AUC",
            [.. subject.Model.Labels.Select((label, index) => Line(label, plan, e => areas.OfLabel(result.Worst(e, branch), index)))]));
        return new AnalysisResult(subject.Cases.Count, [means, .. labels], [Note(subject)]);
    }

    private static IEnumerable<(string Name, Func<double, float[]> Logits)> Pairs(AnalysisSubject subject, RobustnessPlan plan, RobustnessResult result)
    {
        var branches = Branches(subject);
        foreach (var branch in branches)
        {
            foreach (var attack in branches)
                yield return (Words(subject, branch, attack), e => result.Points.Single(p => (p.Epsilon, p.Branch, p.AttackBranch) == (e, branch, attack)).Logits);
            if (branches.Length > 1) yield return ($"{AnalysisWords.Norm(branch)}, worst of both attacks", e => result.Worst(e, branch));
        }
    }

    private static AnalysisCurve Line(string name, RobustnessPlan plan, Func<double, AnalysisNumber> area) => new(
        name, [.. plan.Epsilons.Select(e => (Epsilon: e, Area: area(e))).Select(p => new AnalysisPoint(p.Epsilon, p.Area.Value, p.Area.Low, p.Area.High))]);

    private static NormBranch[] Branches(AnalysisSubject subject) =>
        subject.Network.Shape.DualNorm ? [NormBranch.Clean, NormBranch.Adversarial] : [NormBranch.Clean];

    private static string Words(AnalysisSubject subject, NormBranch branch, NormBranch attack) => subject.Network.Shape.DualNorm
        ? $"{AnalysisWords.Norm(branch)}, attacked through {(branch == attack ? "it" : $"the {AnalysisWords.Norm(attack)}")}"
        : "attacked through itself";

    private static string In(AnalysisSubject subject, NormBranch branch) => subject.Network.Shape.DualNorm ? $", {AnalysisWords.Norm(branch)}" : "";

    private static string Slug(NormBranch branch) => branch == NormBranch.Clean ? "clean" : "adversarial";

    private static string Note(AnalysisSubject subject) => string.Create(
        CultureInfo.InvariantCulture, $"The attack starts at the image and takes {subject.Steps} sign steps of half a radius on the loss, as the published code does; no radius picks its norm by the outcome.");
}
