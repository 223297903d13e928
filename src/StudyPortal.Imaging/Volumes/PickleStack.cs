namespace StudyPortal.Imaging.Volumes;

/// <summary>The values a pickle is working with, and those it keeps; an array needs a few dozen.</summary>
internal sealed class PickleStack
{
    private const int Most = 1000;
    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _kept = [];

    public int Kept => _kept.Count;

    public void Push(object? value)
    {
        Check(_values.Count);
        _values.Add(value);
    }

    public void Mark()
    {
        Check(_marks.Count);
        _marks.Push(_values.Count);
    }

    public object? Peek() => _values.Count > 0 ? _values[^1] : throw Underflow();

    /// <summary>The topmost values, lowest first.</summary>
    public object?[] Pop(int count)
    {
        if (_values.Count - count < (_marks.TryPeek(out var mark) ? mark : 0))
            throw Underflow();
        object?[] popped = [.. _values[^count..]];
        _values.RemoveRange(_values.Count - count, count);
        return popped;
    }

    public object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark))
            throw Underflow();
        return Pop(_values.Count - mark);
    }

    public void Keep(long index)
    {
        Check(_kept.Count);
        _kept[index] = Peek();
    }

    public object? Recall(long index) => _kept.TryGetValue(index, out var value)
        ? value
        : throw new ImageFormatException(ImageFault.UnsafePickle, $"The pickle recalls value {index}, which it never kept.");

    private static void Check(int count)
    {
        if (count >= Most)
            throw new ImageFormatException(ImageFault.ResourceLimit, $"The pickle works with more than {Most} values; an array needs a few dozen.");
    }

    private static ImageFormatException Underflow() => new(ImageFault.UnsafePickle, "The pickle takes more values than it made.");
}
