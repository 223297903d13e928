using ScottPlot;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>How an arm looks in every figure: its colour is never alone, a dash or a marker says the same.</summary>
internal static class ArmStyle
{
    private static readonly float[][] Patterns = [Strokes.Solid, Strokes.Long, Strokes.Short, Strokes.Mixed];

    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp,
    ];

    public static Color Colour(int arm) => Color.FromHex(ArmColours.Of(arm));

    /// <summary>Of its lines; from the start again after four.</summary>
    public static float[] Dashes(int arm) => Patterns[arm % Patterns.Length];

    public static MarkerShape Marker(int arm) => Markers[arm % Markers.Length];

    /// <summary>The arm's model; the norm of its maps only where two arms share the model.</summary>
    public static string Name(int ordinal, IReadOnlyList<ArmFacts> arms)
    {
        var arm = arms.Single(each => each.Ordinal == ordinal);
        return arms.Count(each => each.Weights == arm.Weights && each.Model == arm.Model) == 1
            ? arm.Model
            : arm.Model + (arm.Branch == NormBranch.Clean ? ", clean norm" : ", adversarial norm");
    }
}
