namespace StudyPortal.Imaging.Volumes;

/// <summary>
/// Finds the numpy array in a pickle of protocol 2 to 5. It knows the opcodes and the names that such an array needs and
/// makes plain values of them: nothing in the file is ever called, and everything else is refused by name.
/// </summary>
internal sealed class PickleMachine(PickleSource source)
{
    private const byte Stop = (byte)'.';
    private readonly PickleStack _stack = new();

    /// <exception cref="ImageFormatException">E_UNSAFE_PICKLE, or E_UNSUPPORTED_FORMAT for harmless values that are not an array of numbers.</exception>
    public PickleArray Run()
    {
        while (true)
        {
            var at = source.Position;
            var opcode = source.Byte();
            if (opcode == Stop)
                return _stack.Pop(1)[0] as PickleArray is { Data: not null } array
                    ? array
                    : throw new ImageFormatException(ImageFault.UnsupportedFormat, "The pickle holds no array; one numpy array of numbers was expected.", offset: at);
            if (!PushValue(opcode) && !PushBytes(opcode) && !Arrange(opcode) && !Construct(opcode))
                throw PickleOpcodes.Refusal(opcode, at);
        }
    }

    private bool PushValue(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'N': _stack.Push(null); return true;
            case 0x88: _stack.Push(true); return true;
            case 0x89: _stack.Push(false); return true;
            case (byte)'J': _stack.Push((long)source.Int32()); return true;
            case (byte)'K': _stack.Push((long)source.Byte()); return true;
            case (byte)'M': _stack.Push((long)source.UInt16()); return true;
            case 0x8a: _stack.Push(source.Integer(source.Byte())); return true;
            default: return false;
        }
    }

    private bool PushBytes(byte opcode)
    {
        switch (opcode)
        {
            case 0x8c: _stack.Push(source.Text(source.Byte())); return true;
            case (byte)'X': _stack.Push(source.Text((uint)source.Int32())); return true;
            case 0x8d: _stack.Push(source.Text(source.Int64())); return true;
            case (byte)'C': _stack.Push(source.Bytes(source.Byte())); return true;
            case (byte)'B': _stack.Push(source.Bytes((uint)source.Int32())); return true;
            case 0x8e or 0x96: _stack.Push(source.Bytes(source.Int64())); return true;
            default: return false;
        }
    }

    private bool Arrange(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Mark(); return true;
            case (byte)')': _stack.Push(Array.Empty<object?>()); return true;
            case (byte)'t': _stack.Push(_stack.PopToMark()); return true;
            case >= 0x85 and <= 0x87: _stack.Push(_stack.Pop(opcode - 0x84)); return true;
            case (byte)'q': _stack.Keep(source.Byte()); return true;
            case (byte)'r': _stack.Keep((uint)source.Int32()); return true;
            case 0x94: _stack.Keep(_stack.Kept); return true;
            case (byte)'h': _stack.Push(_stack.Recall(source.Byte())); return true;
            case (byte)'j': _stack.Push(_stack.Recall((uint)source.Int32())); return true;
            default: return false;
        }
    }

    private bool Construct(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: source.Byte(); return true;
            case 0x95: source.Int64(); return true;
            case (byte)'c': _stack.Push(PickleCalls.Find(source.Line(), source.Line())); return true;
            case 0x93: FindNamedOnStack(); return true;
            case (byte)'R': Reduce(); return true;
            case (byte)'b': Build(); return true;
            default: return false;
        }
    }

    private void FindNamedOnStack() => _stack.Push(_stack.Pop(2) is [PickleText { Short: { } module }, PickleText { Short: { } name }]
        ? PickleCalls.Find(module, name)
        : throw new ImageFormatException(ImageFault.UnsafePickle, "The pickle asks for something that is not a name.", offset: source.Position));

    private void Reduce() => _stack.Push(_stack.Pop(2) is [PickleGlobal function, object?[] arguments]
        ? PickleCalls.Call(function, arguments)
        : throw new ImageFormatException(ImageFault.UnsafePickle, "The pickle calls something that does not make an array.", offset: source.Position));

    private void Build()
    {
        var state = _stack.Pop(1)[0];
        PickleCalls.Build(_stack.Peek(), state);
    }
}
