namespace StudyPortal.Statistics.Agreement;

/// <summary>One term of a variance that is a sum of coefficients times independent mean squares.</summary>
/// <param name="Source">Between what the mean square measures spread.</param>
/// <param name="Coefficient">Its weight, 0 or more.</param>
/// <param name="MeanSquare">The mean square.</param>
/// <param name="Df">Its degrees of freedom, at least 1.</param>
public sealed record MeanSquareTerm(string Source, double Coefficient, double MeanSquare, int Df)
{
    /// <summary>What the term adds to the variance.</summary>
    public double Variance => Coefficient * MeanSquare;
}
