namespace StudyPortal.Statistics.Mrmc;

/// <summary>What the intervals of one arm's mean area rest on; from the data of that arm alone.</summary>
/// <param name="Arm">Ordinal.</param>
/// <param name="Readers">Under this arm.</param>
/// <param name="ReaderMeanSquare">Of the readers' areas; within groups where the design has groups.</param>
/// <param name="Error">Mean error variance of one reader's area.</param>
/// <param name="Cov2">Mean error covariance of two readers' areas.</param>
public sealed record ArmErrors(int Arm, int Readers, Estimate ReaderMeanSquare, Estimate Error, Estimate Cov2);
