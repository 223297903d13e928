using System.Buffers.Binary;

namespace StudyPortal.Fuzz.Formats;

/// <summary>The marker segments of JPEG, JPEG-LS and JPEG 2000 codestreams, and the segment table of RLE.</summary>
internal static class CodestreamPieces
{
    private const int Chunk = 64, LongestSegment = 40;

    /// <summary>The markers of the three encodings.</summary>
    public static readonly IReadOnlyList<byte[]> Markers =
    [
        .. ((int[])[0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC9, 0xD0, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0, 0xEE, 0xF7, 0xF8, 0xFE, 0x4F, 0x50, 0x51, 0x52, 0x53, 0x55, 0x57, 0x58, 0x5C, 0x5D, 0x5E, 0x5F, 0x60, 0x61, 0x64, 0x90, 0x91, 0x92, 0x93])
            .Select(marker => (byte[])[0xFF, (byte)marker]),
    ];

    public static IEnumerable<Piece> Of(byte[] codestream) => codestream is [0xFF, _, ..] ? OfMarkers(codestream) : OfTable(codestream);

    private static IEnumerable<Piece> OfMarkers(byte[] bytes)
    {
        var at = 0;
        while (at + 2 <= bytes.Length)
        {
            var marker = bytes[at + 1];
            yield return Piece.Code(bytes.AsSpan(at, 2));
            at += 2;
            if (marker is 0x4F or 0xD8 or 0xD9)
                continue;
            var length = marker == 0x93 || at + 2 > bytes.Length ? 0 : Math.Min(BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)), bytes.Length - at);
            foreach (var piece in length < 2 ? [] : OfSegment(bytes[at..(at + length)]))
                yield return piece;
            at += length;
            // What follows the header of a scan or of a tile's data are bits, up to the marker of the end.
            if (marker is not (0xDA or 0x93))
                continue;
            var end = Math.Max(at, bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]));
            foreach (var chunk in bytes[at..end].Chunk(Chunk))
                yield return Piece.Data(chunk);
            at = end;
        }
        yield return Piece.Data(bytes.AsSpan(Math.Min(at, bytes.Length)));
    }

    private static IEnumerable<Piece> OfSegment(byte[] segment)
    {
        yield return Piece.Big(segment.AsSpan(0, 2));
        foreach (var one in segment[2..].Take(LongestSegment))
            yield return Piece.Big([one]);
        yield return Piece.Data(segment.AsSpan(Math.Min(segment.Length, 2 + LongestSegment)));
    }

    private static IEnumerable<Piece> OfTable(byte[] bytes)
    {
        var table = Math.Min(bytes.Length, 64) / 4 * 4;
        for (var at = 0; at < table; at += 4)
            yield return Piece.Little(bytes.AsSpan(at, 4));
        foreach (var chunk in bytes[table..].Chunk(Chunk))
            yield return Piece.Data(chunk);
    }
}
