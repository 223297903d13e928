namespace StudyPortal.Core.Datasets;

/// <summary>Keeps each combination of label values once: a large set has few.</summary>
internal sealed class ValueLists
{
    private readonly Dictionary<string, IReadOnlyList<LabelValue>> _kept = new(StringComparer.Ordinal);

    public IReadOnlyList<LabelValue> Share(ReadOnlySpan<LabelValue> values)
    {
        Span<char> key = stackalloc char[values.Length];
        for (var i = 0; i < key.Length; i++) key[i] = (char)('0' + (int)values[i]);
        var lookup = _kept.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(key, out var kept)) lookup[key] = kept = values.ToArray();
        return kept;
    }
}
