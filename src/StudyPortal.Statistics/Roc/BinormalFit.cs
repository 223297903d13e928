namespace StudyPortal.Statistics.Roc;

/// <summary>The maximum of a binormal likelihood; the variances come from the observed information.</summary>
internal sealed record BinormalFit(
    double A, double B, double[] Cutoffs, double LogLikelihood, double VarianceOfA, double VarianceOfB, double Covariance);
