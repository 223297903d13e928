using StudyPortal.Core.Models;

namespace StudyPortal.Web.Features.Models;

/// <summary>One ROC curve as it is drawn.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Colour">CSS.</param>
/// <param name="Dashed">So that lines differ by more than colour.</param>
public sealed record RocLine(string Name, string Colour, bool Dashed, IReadOnlyList<CurvePoint> Points);
