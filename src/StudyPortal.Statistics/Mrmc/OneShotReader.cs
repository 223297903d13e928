namespace StudyPortal.Statistics.Mrmc;

/// <summary>One reader under one arm: the area and its unbiased variance over samples of cases.</summary>
public sealed record OneShotReader(int Reader, int Positives, int Negatives, Estimate Area, Estimate Variance);
