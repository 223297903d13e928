namespace StudyPortal.Core.Datasets;

/// <summary>An import of a data set.</summary>
/// <param name="Cases">How many it brought.</param>
/// <param name="Present">How many of its source were there already.</param>
/// <param name="LeftOut">Rows or files that it could not import.</param>
/// <param name="Noted">What it noted besides.</param>
public sealed record ImportRow(Guid Id, DateTime ImportedUtc, string ImportedBy, int Cases, int Present, int LeftOut, int Noted);
