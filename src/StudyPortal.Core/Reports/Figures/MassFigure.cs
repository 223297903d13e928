using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Each rating against the share of its map that lies inside the lesion; moved a little up or down, so that equal ones are seen.</summary>
internal static class MassFigure
{
    private const double Jitter = 0.28, Opacity = 0.6;
    private const float MarkerSize = 5;

    private static readonly FigureSize Size = new(6.5, 4.3);

    /// <summary>Null where no map that was rated has lesion boxes.</summary>
    public static Figure? Of(AnalysisSet set, QuestionResults question)
    {
        var masses = set.Items.Where(item => item is { IsCompared: true, MassInside: not null }).ToDictionary(item => item.Key, item => item.MassInside.GetValueOrDefault());
        var random = new Random(set.Plan.BootstrapSeed);
        var points = set.Ratings.Where(rating => rating.Question == question.Question && rating.IsMain && rating.Score is not null && masses.ContainsKey(rating.Item))
            .Select(rating => (Arm: rating.Arm.GetValueOrDefault(), At: new Coordinates(
                100 * masses[rating.Item], rating.Score.GetValueOrDefault() + (Jitter * ((2 * random.NextDouble()) - 1)))))
            .ToLookup(point => point.Arm, point => point.At);
        return points.Count == 0 ? null : new Figure(Size, size => Draw(set, question, points, size));
    }

    private static PaperPlot Draw(AnalysisSet set, QuestionResults question, ILookup<int, Coordinates> points, FigureSize size)
    {
        var paper = new PaperPlot(
            "Rating and place of the map: " + question.Prompt, "Share of the map inside the lesion (%)", "Rating, moved at random",
            ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
        foreach (var arm in set.Arms.Select(arm => arm.Ordinal).Where(points.Contains))
        {
            List<Coordinates> own = [.. points[arm]];
            paper.Plot.Add.Markers(own, ArmStyle.Marker(arm), MarkerSize, ArmStyle.Colour(arm).WithAlpha(Opacity));
            paper.Explain(new LegendEntry(
                FormattableString.Invariant($"{ArmStyle.Name(arm, set.Arms)}, n = {own.Count}"), ArmStyle.Colour(arm), Marker: ArmStyle.Marker(arm)));
        }

        PaperPlot.Scores(paper.Plot.Axes.Left, question.Scale.Lowest, question.Scale.Highest);
        var furthest = points.SelectMany(own => own).Max(point => point.X);
        paper.Plot.Axes.SetLimits(-0.02 * furthest, 1.05 * Math.Max(furthest, 1), question.Scale.Lowest - 0.5, question.Scale.Highest + 0.5);
        return paper.Finish();
    }
}
