namespace StudyPortal.Core.Reports.Figures;

/// <summary>Width and height on paper; type keeps its size, whatever the size of the figure.</summary>
public sealed record FigureSize
{
    public const double Smallest = 2, Largest = 20;

    /// <exception cref="FigureException">A side is not from <see cref="Smallest"/> to <see cref="Largest"/> inches.</exception>
    public FigureSize(double widthInches, double heightInches) =>
        (WidthInches, HeightInches) = (Side(widthInches, "width"), Side(heightInches, "height"));

    public double WidthInches { get; }

    public double HeightInches { get; }

    internal (int Width, int Height) Pixels(int perInch) => ((int)Math.Round(WidthInches * perInch), (int)Math.Round(HeightInches * perInch));

    private static double Side(double inches, string name) => inches is >= Smallest and <= Largest
        ? inches
        : throw new FigureException(FormattableString.Invariant($"The {name} of the figure is {inches} inches: expected {Smallest} to {Largest} inches."));
}
