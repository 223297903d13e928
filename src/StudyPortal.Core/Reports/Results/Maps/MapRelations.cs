namespace StudyPortal.Core.Reports.Results;

/// <summary>How the ratings of one question go with what was measured on the maps.</summary>
public sealed record MapRelations(int Question, string Prompt, IReadOnlyList<MapRelation> Relations);

/// <summary>Spearman's rank correlation of rating and measure over maps.</summary>
/// <param name="MarksQuestion">Position of the question whose marks are measured against; null for lesion boxes.</param>
/// <param name="Arm">Null for the maps of all arms together.</param>
/// <param name="Maps">With a rating and a measure.</param>
/// <param name="Rho">
/// Of the mean rating over readers with the mean measure over readers; percentile interval of a bootstrap that draws cases, each with all of
/// its maps.
/// </param>
/// <param name="Readers">The same within each reader.</param>
public sealed record MapRelation(
    MapMeasure Measure, int? MarksQuestion, int? Arm, int Maps, Measured Rho, IReadOnlyList<ReaderRelation> Readers);

/// <param name="Rho">
/// Of the reader's own ratings with the measure, or with that of the reader's own marks. Within one arm with the interval of Bonett and Wright,
/// over all arms with that of the bootstrap over cases.
/// </param>
/// <param name="PValue">By Student's t; undefined over all arms, whose maps share cases.</param>
public sealed record ReaderRelation(string Reader, int Maps, Measured Rho, Measured PValue);

public enum MapMeasure
{
    /// <summary>Share of the absolute map inside the lesion boxes.</summary>
    MassInLesions,

    /// <summary>Share of the absolute map inside the readers' marks.</summary>
    MassInMarks,

    /// <summary>Intersection over union of the marks and as many of the map's strongest pixels as they cover.</summary>
    IouWithMarks,
}
