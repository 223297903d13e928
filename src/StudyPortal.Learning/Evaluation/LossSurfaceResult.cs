namespace StudyPortal.Learning.Evaluation;

/// <summary>The loss on a plane through one image.</summary>
/// <param name="Offsets">P equally spaced distances from the image, in units of the [0,1] image: every pixel moves by so much.</param>
/// <param name="Loss">P rows along the sign of the loss gradient, P columns along a random direction of +1 and -1.</param>
public sealed record LossSurfaceResult(double[] Offsets, double[][] Loss)
{
    /// <summary>
    /// |difference of neighbouring rows| over the distance between them, P-1 x P: how fast the loss changes along the gradient,
    /// per unit of L-infinity distance. Its maximum and mean are lower bounds of a local Lipschitz constant of the loss.
    /// </summary>
    public double[][] Slope => [.. Loss.Zip(Loss.Skip(1), (here, next) => here.Zip(next, (a, b) => Math.Abs(b - a) / Distance).ToArray())];

    public double LargestSlope => Slope.SelectMany(row => row).Max();

    public double MeanSlope => Slope.SelectMany(row => row).Average();

    private double Distance => Offsets[1] - Offsets[0];
}
