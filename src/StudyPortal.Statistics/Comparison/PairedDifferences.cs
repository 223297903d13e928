namespace StudyPortal.Statistics.Comparison;

internal static class PairedDifferences
{
    /// <summary>The pairs that miss neither value.</summary>
    public static List<(double First, double Second)> Complete(IReadOnlyList<double?> first, IReadOnlyList<double?> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"{second.Count} values beside {first.Count}: expected pairs.", nameof(second));

        return [.. first.Zip(second).Where(pair => pair is { First: not null, Second: not null })
            .Select(pair => (pair.First.GetValueOrDefault(), pair.Second.GetValueOrDefault()))];
    }

    /// <summary>
    /// First minus second, rounded to ten significant digits of the largest value, so that differences of means that are equal on
    /// paper tie.
    /// </summary>
    public static double[] Rounded(IReadOnlyCollection<(double First, double Second)> pairs)
    {
        var largest = pairs.Select(pair => Math.Max(Math.Abs(pair.First), Math.Abs(pair.Second))).DefaultIfEmpty().Max();
        if (largest == 0) return new double[pairs.Count];

        var stepsPerUnit = Math.Pow(10, 10 - Math.Ceiling(Math.Log10(largest)));
        return [.. pairs.Select(pair => Math.Round((pair.First - pair.Second) * stepsPerUnit) / stepsPerUnit)];
    }

    /// <summary>Whether there is no difference, or all of them are equal on paper.</summary>
    public static bool AreConstant(IReadOnlyCollection<(double First, double Second)> pairs) => Rounded(pairs).Distinct().Count() < 2;
}
