namespace StudyPortal.Learning.Checkpoints;

/// <summary>The pickle machine's stack with its marks.</summary>
internal sealed class PickleStack
{
    private readonly List<object?> values = [];
    private readonly Stack<int> marks = new();

    public void Push(object? value) => values.Add(value);

    public void Mark() => marks.Push(values.Count);

    public object? Peek() => values.Count > 0 ? values[^1] : throw Underflow();

    public object? Pop() => Pop(1)[0];

    /// <summary>The topmost values, lowest first.</summary>
    public object?[] Pop(int count)
    {
        int floor = marks.TryPeek(out int mark) ? mark : 0;
        if (values.Count - count < floor)
        {
            throw Underflow();
        }
        object?[] popped = [.. values[^count..]];
        values.RemoveRange(values.Count - count, count);
        return popped;
    }

    public object?[] PopToMark()
    {
        if (!marks.TryPeek(out int mark))
        {
            throw Underflow();
        }
        object?[] popped = Pop(values.Count - mark);
        marks.Pop();
        return popped;
    }

    private static CheckpointException Underflow() => new("the pickle takes more from its stack than it put there");
}
