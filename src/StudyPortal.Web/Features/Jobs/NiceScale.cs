namespace StudyPortal.Web.Features.Jobs;

/// <summary>A linear axis whose ticks are round numbers (1, 2 or 5 times a power of ten).</summary>
internal sealed class NiceScale
{
    private const int WishedIntervals = 4;
    private static readonly int[] Digits = [1, 2, 5, 10];

    public NiceScale(double lowest, double highest)
    {
        var span = highest > lowest ? highest - lowest : Math.Max(Math.Abs(highest), 1);
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(span / WishedIntervals)));
        Step = Digits.Select(digit => digit * magnitude).First(step => span / step <= WishedIntervals + 0.5);
        Low = Math.Floor(lowest / Step) * Step;
        High = Math.Max(Low + Step, Math.Ceiling(highest / Step) * Step);
    }

    public double Low { get; }

    public double High { get; }

    public double Step { get; }

    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(i => Low + i * Step);

    /// <summary>0 at the low end, 1 at the high end.</summary>
    public double Fraction(double value) => (value - Low) / (High - Low);
}
