namespace StudyPortal.Statistics.Agreement;

/// <summary>Cohen's kappa of two readers, named by their columns.</summary>
public sealed record ReaderPairKappa(int FirstReader, int SecondReader, CohenKappa Kappa);
