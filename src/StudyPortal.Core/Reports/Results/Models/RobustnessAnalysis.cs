using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>One curve for every model, pair of norms and number of attack steps.</summary>
internal sealed class RobustnessAnalysis(IReadOnlyList<EvaluationFacts> evaluations, double confidence)
{
    private static readonly double[] Levels = [0.5, 0.75];

    public IReadOnlyList<RobustnessResults> Run() =>
    [
        .. from e in evaluations
           where !e.Condition.IsClean
           group e by (By: PredictingArm.Of(e), e.Steps) into attacks
           orderby attacks.Key.By.Arm, attacks.Key.By.Branch, attacks.Key.By.AttackBranch, attacks.Key.Steps
           select Curve(attacks.Key.By, attacks.Key.Steps, attacks.OrderBy(e => e.Epsilon)),
    ];

    private RobustnessResults Curve(PredictingArm by, int steps, IEnumerable<EvaluationFacts> attacks)
    {
        var table = new ScoreTable([.. Clean(by), .. attacks]);
        var areas = table.Models.Select((_, model) => table.Macro(model, confidence)).ToList();
        var points = areas.Select((area, model) => new RobustnessPoint(table.Models[model].Epsilon, Measured.From(area.Area), area.LabelsDefined)).ToList();
        return new RobustnessResults(by, steps, points, Measured.From(Normalised([.. points.Select(p => p.Epsilon)], areas)), [.. Levels.Select(level => Reach(points, level))]);
    }

    /// <summary>The same norm on clean images, if it was evaluated there.</summary>
    private IEnumerable<EvaluationFacts> Clean(PredictingArm by) => evaluations
        .Where(e => e.Condition.IsClean && e.Arm == by.Arm && e.Branch == by.Branch)
        .OrderByDescending(e => e.AttackBranch == by.AttackBranch).ThenBy(e => e.AttackBranch)
        .Take(1);

    private Estimate Normalised(double[] radii, List<MacroArea> areas)
    {
        if (radii.Distinct().Count() < 2) return Estimate.Undefined("an area under the curve needs at least two radii");

        var range = radii[^1] - radii[0];
        double[] weights =
        [
            .. Enumerable.Range(0, radii.Length).Select(at => (radii[Math.Min(at + 1, radii.Length - 1)] - radii[Math.Max(at - 1, 0)]) / 2 / range),
        ];
        return MacroArea.Combine(areas, weights, confidence).Sum;
    }

    private static RobustnessReach Reach(List<RobustnessPoint> points, double level)
    {
        var held = points.TakeWhile(point => point.Macro.Low > level).ToList();
        if (held.Count > 0) return new RobustnessReach(level, held[^1].Epsilon, null);

        var first = points[0].Macro;
        return new RobustnessReach(level, null, first.Low is null ? first.Reason : "the lower end of the interval is not above it at the smallest radius");
    }
}
