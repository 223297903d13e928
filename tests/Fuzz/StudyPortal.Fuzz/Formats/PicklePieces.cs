using System.Buffers.Binary;

namespace StudyPortal.Fuzz.Formats;

/// <summary>The opcodes of a Python pickle and what follows them.</summary>
internal static class PicklePieces
{
    /// <summary>Every opcode of the protocols 0 to 5.</summary>
    public static readonly IReadOnlyList<byte[]> Opcodes =
    [
        .. "(.0123FIJKLMNPQRSTUVXabcdeghijlopqrstu}GBC]\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98"
            .Select(opcode => (byte[])[(byte)opcode]),
    ];

    public static IEnumerable<Piece> Of(byte[] pickle)
    {
        for (var at = 0; at < pickle.Length;)
        {
            var opcode = pickle[at];
            yield return Piece.Code([opcode]);
            at++;
            foreach (var piece in Argument(opcode, pickle, at))
            {
                yield return piece;
                at += piece.Bytes.Length;
            }
        }
    }

    private static IEnumerable<Piece> Argument(byte opcode, byte[] pickle, int at) => (char)opcode switch
    {
        'K' or 'q' or 'h' or '\x80' => [Piece.Little(pickle.AsSpan(at, 1))],
        'M' => [Piece.Little(pickle.AsSpan(at, 2))],
        'J' or 'r' or 'j' => [Piece.Little(pickle.AsSpan(at, 4))],
        '\x95' => [Piece.Little(pickle.AsSpan(at, 8))],
        'U' or 'C' or '\x8c' or '\x8a' => Counted(pickle, at, 1),
        'X' or 'B' or 'T' => Counted(pickle, at, 4),
        '\x8d' or '\x8e' or '\x96' => Counted(pickle, at, 8),
        'c' => Lines(pickle, at, 2),
        _ => [],
    };

    private static Piece[] Counted(byte[] pickle, int at, int size)
    {
        Span<byte> cell = stackalloc byte[8];
        pickle.AsSpan(at, size).CopyTo(cell);
        return [Piece.Little(cell[..size]), Piece.Text(pickle.AsSpan(at + size, (int)BinaryPrimitives.ReadInt64LittleEndian(cell)))];
    }

    private static IEnumerable<Piece> Lines(byte[] pickle, int at, int count)
    {
        for (; count > 0; count--)
        {
            var length = pickle.AsSpan(at).IndexOf((byte)'\n');
            yield return Piece.Text(pickle.AsSpan(at, length));
            yield return Piece.Data("\n"u8);
            at += length + 1;
        }
    }
}
