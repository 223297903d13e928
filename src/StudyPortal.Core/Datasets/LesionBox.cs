namespace StudyPortal.Core.Datasets;

/// <summary>Where a finding lies, in pixels of the stored image, origin at the upper left corner.</summary>
public sealed class LesionBox
{
    public long Id { get; init; }

    public required CaseId CaseId { get; init; }

    public required string Label { get; init; }

    public required double X { get; init; }

    public required double Y { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }
}
