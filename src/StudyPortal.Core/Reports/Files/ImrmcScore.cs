namespace StudyPortal.Core.Reports.Files;

/// <summary>What one reader, or model, said of one case under one arm.</summary>
internal sealed record ImrmcScore(string Reader, string Case, bool Truth, string Arm, double Score);
