using System.Buffers.Binary;

namespace StudyPortal.Fuzz;

/// <summary>Damages a file piece by piece; the same random numbers make the same damage.</summary>
internal sealed class Mutation(FuzzFormat format, Random random)
{
    private const int MostChanges = 4, LongText = 5000;

    private static readonly string[] Words =
    [
        "", "0", "-1", "1", "-0.0", "255", "65535", "65536", "2147483647", "2147483648", "4294967295", "9223372036854775807", "99999999999999999999999999",
        "1e309", "-1e309", "1e-400", "NaN", "Infinity", "0x10", "1,5", "1 2", "1\\2", "../../x", "/etc/passwd", "C:\\x", "con", "\0", "\r\n", "\"", "\"\"", "=1+1", "%s%n", "\uFEFF",
    ];

    private static readonly long[] Numbers = [0, 1, 2, 3, 4, 7, 8, 15, 16, 63, 64, 127, 128, 255, 256, 32767, 32768, 65534, 65535, 65536, int.MaxValue, 1L << 31, uint.MaxValue - 1, uint.MaxValue, long.MaxValue, -1, long.MinValue];

    /// <param name="seed">Of the format; stays as it is.</param>
    public byte[] Of(FuzzSeed seed)
    {
        var pieces = seed.Pieces.ToList();
        for (var change = random.Next(1, MostChanges + 1); change > 0; change--)
            Change(pieces);
        byte[] bytes = [.. pieces.SelectMany(piece => piece.Bytes)];
        if (random.Next(20) == 0 && bytes.Length > 0)
            bytes = Spoilt(bytes);
        return random.Next(12) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private void Change(List<Piece> pieces)
    {
        if (pieces.Count == 0)
            return;
        var at = random.Next(pieces.Count);
        switch (random.Next(12))
        {
            case 0:
                pieces.RemoveAt(at);
                break;
            case 1:
                pieces.Insert(at, pieces[random.Next(pieces.Count)]);
                break;
            case 2:
                var with = random.Next(pieces.Count);
                (pieces[at], pieces[with]) = (pieces[with], pieces[at]);
                break;
            case 3:
                pieces.RemoveRange(at, Math.Min(random.Next(1, 8), pieces.Count - at));
                break;
            case 4:
                var other = format.Seeds[random.Next(format.Seeds.Count)].Pieces;
                pieces.InsertRange(at, other.Skip(random.Next(other.Count)).Take(random.Next(1, 8)));
                break;
            default:
                pieces[at] = pieces[at] with { Bytes = Changed(pieces[at]) };
                break;
        }
    }

    private byte[] Changed(Piece piece) => piece.Kind switch
    {
        PieceKind.Little or PieceKind.Big => Number(piece),
        PieceKind.Text => random.Next(3) switch
        {
            0 => Spoilt(piece.Bytes),
            1 => [.. Enumerable.Repeat(piece.Bytes, Math.Clamp(random.Next(LongText) / Math.Max(1, piece.Bytes.Length), 1, 500)).SelectMany(bytes => bytes)],
            _ => System.Text.Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]),
        },
        PieceKind.Code when format.Codes.Count > 0 => format.Codes[random.Next(format.Codes.Count)],
        _ => Spoilt(piece.Bytes),
    };

    private byte[] Number(Piece piece)
    {
        Span<byte> cell = stackalloc byte[sizeof(long)];
        var (isLittle, length) = (piece.Kind == PieceKind.Little, Math.Min(piece.Bytes.Length, sizeof(long)));
        piece.Bytes.AsSpan(0, length).CopyTo(isLittle ? cell : cell[(sizeof(long) - length)..]);
        var now = isLittle ? BinaryPrimitives.ReadInt64LittleEndian(cell) : BinaryPrimitives.ReadInt64BigEndian(cell);
        var next = random.Next(6) switch
        {
            0 => now + 1,
            1 => now - 1,
            2 => now * 2,
            3 => now ^ (1L << random.Next(8 * Math.Max(1, length))),
            _ => Numbers[random.Next(Numbers.Length)],
        };
        if (isLittle)
            BinaryPrimitives.WriteInt64LittleEndian(cell, next);
        else
            BinaryPrimitives.WriteInt64BigEndian(cell, next);
        return (isLittle ? cell[..length] : cell[(sizeof(long) - length)..]).ToArray();
    }

    /// <summary>A few bytes changed, left out or put in.</summary>
    private byte[] Spoilt(byte[] bytes)
    {
        var spoilt = bytes.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(spoilt.Count + 1);
            var kind = random.Next(3);
            if (kind == 0 || at == spoilt.Count)
                spoilt.Insert(at, (byte)random.Next(256));
            else if (kind == 1)
                spoilt[at] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
            else
                spoilt.RemoveRange(at, Math.Min(random.Next(1, 9), spoilt.Count - at));
        }
        return [.. spoilt];
    }
}
