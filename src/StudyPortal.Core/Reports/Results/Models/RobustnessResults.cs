namespace StudyPortal.Core.Reports.Results;

/// <summary>The mean area over labels of one model as an attack grows.</summary>
/// <param name="By">The norm that predicts and the one that the attack goes through.</param>
/// <param name="Steps">Of the attack; every number of steps has a curve of its own.</param>
/// <param name="Points">By rising radius; 0 is clean images, through the same norm.</param>
/// <param name="NormalisedArea">
/// Area under the curve by trapezoids over its radii, divided by their range: the average of the mean area. Its interval is of a jackknife
/// over cases and needs the same cases at every radius.
/// </param>
/// <param name="Holds">How far the area stays above 0.5 and above 0.75.</param>
public sealed record RobustnessResults(
    PredictingArm By, int Steps, IReadOnlyList<RobustnessPoint> Points, Measured NormalisedArea, IReadOnlyList<RobustnessReach> Holds);

/// <param name="Epsilon">Radius of the attack in units of the [0,1] image.</param>
/// <param name="Macro">Mean area over labels with the normal interval of a jackknife over cases.</param>
public sealed record RobustnessPoint(double Epsilon, Measured Macro, int LabelsDefined);

/// <param name="Above">The area in question.</param>
/// <param name="Epsilon">The largest radius stored up to which the lower end of every interval lies above it; null where none does.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record RobustnessReach(double Above, double? Epsilon, string? Reason);
