namespace StudyPortal.Statistics.Agreement;

/// <summary>All measurements of one subject, or case, by two methods or readers; null for missing.</summary>
public sealed record RepeatedMeasurements
{
    public RepeatedMeasurements(IReadOnlyList<double?> first, IReadOnlyList<double?> second)
    {
        First = Finite(first, nameof(first));
        Second = Finite(second, nameof(second));
    }

    public IReadOnlyList<double?> First { get; }

    public IReadOnlyList<double?> Second { get; }

    private static double?[] Finite(IReadOnlyList<double?> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        foreach (var (index, value) in values.Index())
        {
            if (value is { } number && !double.IsFinite(number))
                throw new ArgumentException($"Measurement {index} is {number}: expected a finite number, or null for missing.", name);
        }

        return [.. values];
    }
}
