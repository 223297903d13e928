using System.Buffers.Binary;
using System.Text;

namespace StudyPortal.Testing.Otlp;

/// <summary>A message in protobuf's wire format, read by field number: as much of it as OTLP needs.</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    private readonly ILookup<int, (ulong Number, ReadOnlyMemory<byte> Content)> _fields;

    public ProtoMessage(ReadOnlyMemory<byte> content) => _fields = Read(content).ToLookup(field => field.Number, field => (field.Value, field.Content));

    public bool Has(int field) => _fields.Contains(field);

    public IEnumerable<ProtoMessage> Messages(int field) => _fields[field].Select(value => new ProtoMessage(value.Content));

    public ProtoMessage? Message(int field) => Messages(field).LastOrDefault();

    public string Text(int field) => Encoding.UTF8.GetString(_fields[field].LastOrDefault().Content.Span);

    public string Hex(int field) => Convert.ToHexStringLower(_fields[field].LastOrDefault().Content.Span);

    public long Integer(int field) => (long)_fields[field].LastOrDefault().Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(_fields[field].LastOrDefault().Number);

    private static IEnumerable<(int Number, ulong Value, ReadOnlyMemory<byte> Content)> Read(ReadOnlyMemory<byte> rest)
    {
        while (rest.Length > 0)
        {
            var tag = ReadVarint(ref rest);
            var (number, kind) = ((int)(tag >> 3), (int)(tag & 7));
            switch (kind)
            {
                case Varint:
                    yield return (number, ReadVarint(ref rest), default);
                    break;
                case Fixed64:
                    yield return (number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref rest, 8).Span), default);
                    break;
                case Fixed32:
                    yield return (number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref rest, 4).Span), default);
                    break;
                case Bytes:
                    yield return (number, 0, Take(ref rest, (int)ReadVarint(ref rest)));
                    break;
                default:
                    throw new InvalidDataException($"Field {number} has the wire type {kind}, which protobuf does not have any more.");
            }
        }
    }

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> rest)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(ref rest, 1).Span[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
