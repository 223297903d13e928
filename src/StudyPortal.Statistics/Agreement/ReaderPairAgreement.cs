namespace StudyPortal.Statistics.Agreement;

/// <summary>How often two readers give one case the same rating, and how often ratings no more than one apart.</summary>
public sealed record ReaderPairAgreement(int FirstReader, int SecondReader, int Cases, Estimate Exact, Estimate WithinOne);
