using System.Buffers.Binary;
using System.Text;

namespace StudyPortal.Fuzz.Formats;

/// <summary>The elements of a DICOM file: tags, value representations, lengths, values, items, and the codestreams in fragments.</summary>
internal static class DicomPieces
{
    private const uint Undefined = 0xFFFFFFFF;
    private const int PixelData = 0x7FE00010, Item = unchecked((int)0xFFFEE000), ItemGroup = 0xFFFE;

    private const string Long = "OB OD OF OL OV OW SQ SV UC UN UR UT UV", Texts = "AE AS CS DA DS DT IS LO LT PN SH ST TM UI UT UC UR", Numbers = "US SS UL SL FL FD AT";

    /// <summary>Value representations, and the tags of items and their ends.</summary>
    public static readonly IReadOnlyList<byte[]> Codes = [.. $"{Long} {Texts} {Numbers} ZZ".Split(' ').Select(Encoding.ASCII.GetBytes)];

    public static List<Piece> Of(byte[] file)
    {
        var pieces = new List<Piece>();
        var at = file.Length > 132 && file.AsSpan(128, 4).SequenceEqual("DICM"u8) ? 132 : 0;
        pieces.Add(Piece.Data(file.AsSpan(0, at)));
        for (var inFragments = false; at + 8 <= file.Length;)
            at = Element(file, at, pieces, ref inFragments);
        pieces.Add(Piece.Data(file.AsSpan(at)));
        return pieces;
    }

    private static int Element(byte[] file, int at, List<Piece> pieces, ref bool inFragments)
    {
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) << 16 | BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + 2));
        pieces.Add(Piece.Little(file.AsSpan(at, 2)));
        pieces.Add(Piece.Little(file.AsSpan(at + 2, 2)));
        at += 4;
        var isExplicit = (tag >>> 16) != ItemGroup && char.IsAsciiLetterUpper((char)file[at]) && char.IsAsciiLetterUpper((char)file[at + 1]);
        var vr = isExplicit ? Encoding.ASCII.GetString(file, at, 2) : "";
        if (isExplicit)
            pieces.Add(Piece.Code(file.AsSpan(at, 2)));
        var isLong = isExplicit && Long.Contains(vr, StringComparison.Ordinal);
        var lengthAt = at + (isLong ? 4 : isExplicit ? 2 : 0);
        var lengthBytes = Math.Min(isExplicit && !isLong ? 2 : 4, file.Length - lengthAt);
        if (lengthBytes < 2)
            return at;
        pieces.Add(Piece.Data(file.AsSpan(at + (isExplicit ? 2 : 0), isLong ? 2 : 0)));
        pieces.Add(Piece.Little(file.AsSpan(lengthAt, lengthBytes)));
        var length = lengthBytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(lengthAt)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(lengthAt));
        at = lengthAt + lengthBytes;
        inFragments |= tag == PixelData && length == Undefined;
        if (length == Undefined || vr == "SQ" || (tag == Item && !inFragments) || length > file.Length - at)
            return at;
        var value = file[at..(at + (int)length)];
        pieces.AddRange(tag == Item ? CodestreamPieces.Of(value) : [Value(vr, value)]);
        return at + value.Length;
    }

    private static Piece Value(string vr, byte[] value) =>
        Numbers.Contains(vr, StringComparison.Ordinal) && vr.Length > 0 ? Piece.Little(value)
        : Texts.Contains(vr, StringComparison.Ordinal) && value.Length < 200 ? Piece.Text(value)
        : Piece.Data(value);
}
