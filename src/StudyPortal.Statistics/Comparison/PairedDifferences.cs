namespace StudyPortal.Statistics.Comparison;

internal static class PairedDifferences
{
    /// <summary>
    /// First minus second, without pairs that miss one. Rounded to ten significant digits of the largest value, so that differences of
    /// means that are equal on paper tie.
    /// </summary>
    public static double[] Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"{second.Count} values beside {first.Count}: expected pairs.", nameof(second));

        var pairs = first.Zip(second).Where(pair => pair is { First: not null, Second: not null })
            .Select(pair => (First: pair.First.GetValueOrDefault(), Second: pair.Second.GetValueOrDefault())).ToList();
        var largest = pairs.Select(pair => Math.Max(Math.Abs(pair.First), Math.Abs(pair.Second))).DefaultIfEmpty().Max();
        if (largest == 0) return new double[pairs.Count];

        var stepsPerUnit = Math.Pow(10, 10 - Math.Ceiling(Math.Log10(largest)));
        return [.. pairs.Select(pair => Math.Round((pair.First - pair.Second) * stepsPerUnit) / stepsPerUnit)];
    }
}
