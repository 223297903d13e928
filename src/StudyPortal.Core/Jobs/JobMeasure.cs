namespace StudyPortal.Core.Jobs;

/// <summary>A point of a curve, for example <c>loss</c> at step 120; a resumed job overwrites the points it passes again.</summary>
public sealed class JobMeasure
{
    public required JobId JobId { get; init; }

    public required string Series { get; init; }

    /// <summary>Abscissa: optimiser step or epoch, as the series says.</summary>
    public required double X { get; init; }

    public required double Value { get; set; }
}
