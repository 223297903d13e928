namespace StudyPortal.Core.Storage.Backups;

/// <summary>What a table of the database holds, in short.</summary>
/// <param name="Sha256">Over every value of every row, in the order of the rows.</param>
public sealed record TableHash(long Rows, string Sha256);
