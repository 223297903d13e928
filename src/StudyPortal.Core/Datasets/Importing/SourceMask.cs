namespace StudyPortal.Core.Datasets;

/// <summary>An image or volume of the source that is not black where the finding lies; the file is named as in <see cref="SourceCase.File"/>.</summary>
internal sealed record SourceMask(string Label, string File);
