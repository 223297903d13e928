namespace StudyPortal.Learning.Checkpoints;

/// <summary>
/// Evaluates a pickle of tensors and plain containers. It can call nothing but the four constructors below, so a file
/// cannot make it run code; every other name is refused by name.
/// </summary>
internal sealed class PickleMachine(PickleSource source)
{
    private readonly PickleStack stack = new();
    private readonly Dictionary<int, object?> memo = [];

    /// <summary>Every storage the pickle refers to, by key.</summary>
    public Dictionary<string, PickleStorage> Storages { get; } = new(StringComparer.Ordinal);

    /// <exception cref="CheckpointException">Anything but tensors and containers.</exception>
    public object? Run()
    {
        while (true)
        {
            byte opcode = source.Byte();
            if (opcode == '.')
            {
                return stack.Pop();
            }
            if (!PushScalar(opcode) && !BuildContainer(opcode) && !UseMemo(opcode) && !Construct(opcode))
            {
                throw new CheckpointException($"its pickle uses the opcode {PickleOpcodes.Describe(opcode)}, which a state_dict does not need");
            }
        }
    }

    private bool PushScalar(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'N': stack.Push(null); return true;
            case 0x88: stack.Push(true); return true;
            case 0x89: stack.Push(false); return true;
            case (byte)'J': stack.Push((long)source.Int32()); return true;
            case (byte)'K': stack.Push((long)source.Byte()); return true;
            case (byte)'M': stack.Push((long)source.UInt16()); return true;
            case 0x8a: stack.Push(source.Integer(source.Byte())); return true;
            case 0x8b: stack.Push(source.Integer(source.Int32())); return true;
            case (byte)'G': stack.Push(source.BigEndianDouble()); return true;
            case (byte)'X' or (byte)'T': stack.Push(source.Text(source.Int32())); return true;
            case 0x8c or (byte)'U': stack.Push(source.Text(source.Byte())); return true;
            case 0x8d: stack.Push(source.Text(source.Int64())); return true;
            default: return false;
        }
    }

    private bool BuildContainer(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': stack.Mark(); return true;
            case (byte)'}': stack.Push(new PickleDictionary()); return true;
            case (byte)']': stack.Push(new List<object?>()); return true;
            case (byte)')': stack.Push(Array.Empty<object?>()); return true;
            case (byte)'t': stack.Push(stack.PopToMark()); return true;
            case >= 0x85 and <= 0x87: stack.Push(stack.Pop(opcode - 0x84)); return true;
            case (byte)'a': Append(stack.Pop(1)); return true;
            case (byte)'e': Append(stack.PopToMark()); return true;
            case (byte)'s': SetItems(stack.Pop(2)); return true;
            case (byte)'u': SetItems(stack.PopToMark()); return true;
            default: return false;
        }
    }

    private bool UseMemo(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q': memo[source.Byte()] = stack.Peek(); return true;
            case (byte)'r': memo[source.Int32()] = stack.Peek(); return true;
            case 0x94: memo[memo.Count] = stack.Peek(); return true;
            case (byte)'h': stack.Push(Recall(source.Byte())); return true;
            case (byte)'j': stack.Push(Recall(source.Int32())); return true;
            default: return false;
        }
    }

    private bool Construct(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: source.Byte(); return true;
            case 0x95: source.Int64(); return true;
            case (byte)'c': stack.Push(PickleConstructors.Find(source.Line(), source.Line())); return true;
            case 0x93: FindNamedOnStack(); return true;
            case (byte)'Q': ReferToStorage(); return true;
            case (byte)'R': Reduce(); return true;
            case (byte)'b': SetAttributes(); return true;
            default: return false;
        }
    }

    private void FindNamedOnStack() => stack.Push(stack.Pop(2) is [string module, string name]
        ? PickleConstructors.Find(module, name)
        : throw new CheckpointException("the pickle asks for something that is not a name"));

    private void ReferToStorage()
    {
        PickleStorage storage = PickleConstructors.Storage(stack.Pop());
        if (!Storages.TryAdd(storage.Key, storage) && Storages[storage.Key] != storage)
        {
            throw new CheckpointException($"its pickle describes storage {storage.Key} in two ways");
        }
        stack.Push(storage);
    }

    private void Reduce()
    {
        object?[] call = stack.Pop(2);
        stack.Push(call is [PickleGlobal function, object?[] arguments]
            ? PickleConstructors.Call(function, arguments)
            : throw new CheckpointException("the pickle calls something that is not a constructor of tensors or containers"));
    }

    /// <summary>A state_dict carries its version table as an attribute, which is not needed.</summary>
    private void SetAttributes()
    {
        if (stack.Pop() is not PickleDictionary || stack.Peek() is not PickleDictionary)
        {
            throw new CheckpointException("the pickle sets attributes on something that is not a dictionary");
        }
    }

    private void Append(object?[] items)
    {
        List<object?> list = stack.Peek() as List<object?>
            ?? throw new CheckpointException("the pickle appends to something that is not a list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (stack.Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
        {
            throw new CheckpointException("the pickle sets items of something that is not a dictionary");
        }
        for (int index = 0; index < items.Length; index += 2)
        {
            object key = items[index] ?? throw new CheckpointException("the pickle has a dictionary with the key None");
            dictionary.Entries.Add(new(key, items[index + 1]));
        }
    }

    private object? Recall(int index) => memo.TryGetValue(index, out object? value)
        ? value
        : throw new CheckpointException($"the pickle recalls entry {index}, which it never stored");
}
