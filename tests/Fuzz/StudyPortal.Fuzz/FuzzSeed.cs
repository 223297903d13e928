namespace StudyPortal.Fuzz;

/// <summary>An intact file, in its pieces.</summary>
/// <param name="File">Its name, by which some formats are told.</param>
internal sealed record FuzzSeed(string File, IReadOnlyList<Piece> Pieces);
