namespace StudyPortal.Statistics.Planning;

/// <summary>A binormal ROC curve: sensitivity = Phi(A + B Phi^-1(false-positive rate)).</summary>
/// <param name="A">Difference of the means over the standard deviation of the positives.</param>
/// <param name="B">Standard deviation of the negatives over that of the positives, above 0.</param>
public sealed record BinormalCurve(double A, double B)
{
    public double Area => Distributions.NormalUpper(-A / Math.Sqrt(1 + (B * B)));

    /// <summary>The derivatives of the area by A and by B.</summary>
    internal (double ByA, double ByB) Gradient
    {
        get
        {
            var spread = 1 + (B * B);
            var density = Math.Exp(-A * A / (2 * spread)) / Math.Sqrt(2 * Math.PI * spread);
            return (density, -A * B * density / spread);
        }
    }
}
