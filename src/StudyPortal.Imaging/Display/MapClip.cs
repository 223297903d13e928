namespace StudyPortal.Imaging.Display;

/// <summary>Where the values of a map are clipped.</summary>
public abstract record MapClip
{
    private MapClip()
    {
    }

    internal abstract double[] Apply(double[] values);

    /// <summary>At the mean plus or minus this many standard deviations (n - 1).</summary>
    public sealed record Deviations(double Count) : MapClip
    {
        public override string ToString() => FormattableString.Invariant($"{Count} SD");

        internal override double[] Apply(double[] values)
        {
            var mean = values.Average();
            var squares = values.Sum(value => (value - mean) * (value - mean));
            var reach = values.Length > 1 ? Count * Math.Sqrt(squares / (values.Length - 1)) : 0;
            return Array.ConvertAll(values, value => Math.Clamp(value, mean - reach, mean + reach));
        }
    }

    /// <summary>At plus or minus the smallest absolute value that this percentage of them does not exceed; nowhere when that is zero.</summary>
    public sealed record Percentile(double Percent) : MapClip
    {
        public override string ToString() => FormattableString.Invariant($"{Percent} %");

        internal override double[] Apply(double[] values)
        {
            var strengths = Array.ConvertAll(values, Math.Abs);
            Array.Sort(strengths);
            var reach = strengths[(int)Math.Ceiling(Percent / 100 * strengths.Length) - 1];
            return reach > 0 ? Array.ConvertAll(values, value => Math.Clamp(value, -reach, reach)) : values;
        }
    }
}
