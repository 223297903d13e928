using System.Buffers.Binary;
using System.IO.Compression;

namespace StudyPortal.Fuzz.Formats;

/// <summary>NIfTI-1 and NIfTI-2 of 4 x 3 x 2 voxels, plain and compressed, of either byte order.</summary>
internal sealed class NiftiFormat : FuzzFormat
{
    private const int Header1 = 348, Header2 = 540, Voxels = 4 * 3 * 2;

    /// <summary>Where the numbers of a NIfTI-1 header begin and how many there are of how many bytes.</summary>
    private static readonly (int At, int Count, int Bytes)[] Fields1 =
        [(0, 1, 4), (39, 1, 1), (40, 8, 2), (56, 3, 4), (68, 4, 2), (76, 8, 4), (108, 3, 4), (120, 1, 2), (122, 2, 1), (124, 4, 4), (140, 2, 4), (252, 2, 2), (256, 6, 4), (280, 12, 4), (344, 4, 1)];

    private static readonly (int At, int Count, int Bytes)[] Fields2 =
        [(0, 1, 4), (4, 8, 1), (12, 2, 2), (16, 8, 8), (80, 3, 8), (104, 8, 8), (168, 1, 8), (176, 2, 8), (344, 2, 4), (352, 6, 8), (400, 12, 8)];

    public override string Name => "nifti";

    public override IReadOnlyList<FuzzSeed> Seeds { get; } =
    [
        new("plain.nii", Pieces(First(isLittle: true), Fields1, isLittle: true)),
        new("big.nii", Pieces(First(isLittle: false), Fields1, isLittle: false)),
        new("second.nii", Pieces(Second(), Fields2, isLittle: true)),
        new("repacked.nii.gz", Pieces(First(isLittle: true), Fields1, isLittle: true)),
        new("packed.nii.gz", [.. Packed(First(isLittle: true)).Chunk(8).Select(chunk => Piece.Data(chunk))]),
    ];

    public override IReadOnlyList<byte[]> Codes => [];

    /// <summary>A repacked file is damaged inside its compression, a packed one by it.</summary>
    public override void Read(FuzzSeed seed, byte[] content, string folder) =>
        VolumeReading.Of(seed, seed.File.StartsWith("re", StringComparison.Ordinal) ? Packed(content) : content, folder);

    private static byte[] First(bool isLittle)
    {
        var file = new byte[Header1 + 4 + 2 * Voxels];
        Put(file, 0, Header1, 4, isLittle);
        foreach (var (index, side) in ((int[])[3, 4, 3, 2, 1, 1, 1, 1]).Index())
            Put(file, 40 + 2 * index, side, 2, isLittle);
        Put(file, 70, 4, 2, isLittle);
        Put(file, 72, 16, 2, isLittle);
        for (var axis = 0; axis < 4; axis++)
            Put(file, 76 + 4 * axis, BitConverter.SingleToInt32Bits(1), 4, isLittle);
        Put(file, 108, BitConverter.SingleToInt32Bits(Header1 + 4), 4, isLittle);
        Put(file, 112, BitConverter.SingleToInt32Bits(2), 4, isLittle);
        Put(file, 252, 1, 2, isLittle);
        "n+1\0"u8.CopyTo(file.AsSpan(344));
        return file;
    }

    private static byte[] Second()
    {
        var file = new byte[Header2 + 4 + 2 * Voxels];
        Put(file, 0, Header2, 4, isLittle: true);
        "n+2\0\r\n\x1a\n"u8.CopyTo(file.AsSpan(4));
        Put(file, 12, 4, 2, isLittle: true);
        Put(file, 14, 16, 2, isLittle: true);
        foreach (var (index, side) in ((int[])[3, 4, 3, 2, 1, 1, 1, 1]).Index())
            Put(file, 16 + 8 * index, side, 8, isLittle: true);
        for (var axis = 0; axis < 4; axis++)
            Put(file, 104 + 8 * axis, BitConverter.DoubleToInt64Bits(1), 8, isLittle: true);
        Put(file, 168, Header2 + 4, 8, isLittle: true);
        return file;
    }

    private static void Put(byte[] file, int at, long number, int bytes, bool isLittle)
    {
        Span<byte> cell = stackalloc byte[8];
        if (isLittle)
            BinaryPrimitives.WriteInt64LittleEndian(cell, number);
        else
            BinaryPrimitives.WriteInt64BigEndian(cell, number);
        (isLittle ? cell[..bytes] : cell[(8 - bytes)..]).CopyTo(file.AsSpan(at));
    }

    private static List<Piece> Pieces(byte[] file, (int At, int Count, int Bytes)[] fields, bool isLittle)
    {
        var (pieces, at) = (new List<Piece>(), 0);
        foreach (var (start, count, bytes) in fields)
        {
            pieces.Add(Piece.Data(file.AsSpan(at..start)));
            for (at = start; at < start + count * bytes; at += bytes)
                pieces.Add(new Piece(isLittle ? PieceKind.Little : PieceKind.Big, file[at..(at + bytes)]));
        }
        pieces.Add(Piece.Data(file.AsSpan(at)));
        return pieces;
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(content);
        return packed.ToArray();
    }
}
