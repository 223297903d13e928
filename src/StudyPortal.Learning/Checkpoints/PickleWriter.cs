using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Writes the pickle (protocol 2) of an ordered dictionary of tensors, as torch.save would.</summary>
internal sealed class PickleWriter
{
    private readonly ArrayBufferWriter<byte> output = new();

    public byte[] Write(IEnumerable<(string Name, StorageType Type, long[] Size)> tensors)
    {
        output.Write((ReadOnlySpan<byte>)[0x80, 2]);
        OrderedDictionary();
        output.Write("("u8);
        int key = 0;
        foreach ((string name, StorageType type, long[] size) in tensors)
        {
            Text(name);
            Tensor($"{key++}", type, size);
        }
        output.Write("u."u8);
        return output.WrittenSpan.ToArray();
    }

    private void Tensor(string key, StorageType type, long[] size)
    {
        output.Write("ctorch._utils\n_rebuild_tensor_v2\n(("u8);
        Text("storage");
        output.Write(Encoding.ASCII.GetBytes($"ctorch\n{type.PyTorchName}\n"));
        Text(key);
        Text("cpu");
        Integer(size.Aggregate(1L, (product, length) => product * length));
        output.Write("tQK\0"u8);
        Tuple(size);
        Tuple(PickleTensor.DenseStride(size));
        output.Write((ReadOnlySpan<byte>)[0x89]);
        OrderedDictionary();
        output.Write("tR"u8);
    }

    private void OrderedDictionary() => output.Write("ccollections\nOrderedDict\n)R"u8);

    private void Tuple(long[] items)
    {
        output.Write("("u8);
        foreach (long item in items)
        {
            Integer(item);
        }
        output.Write("t"u8);
    }

    /// <summary>As a 32-bit integer where it fits, else with eight bytes.</summary>
    private void Integer(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bool small = value is >= 0 and <= int.MaxValue;
        output.Write(small ? "J"u8 : [0x8a, sizeof(long)]);
        output.Write(small ? bytes[..sizeof(int)] : bytes);
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        output.Write("X"u8);
        output.Write(length);
        output.Write(bytes);
    }
}
