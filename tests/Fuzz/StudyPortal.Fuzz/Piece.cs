namespace StudyPortal.Fuzz;

internal enum PieceKind
{
    /// <summary>Bytes of no known meaning.</summary>
    Data,

    /// <summary>A number, its lowest byte first.</summary>
    Little,

    /// <summary>A number, its highest byte first.</summary>
    Big,

    /// <summary>A word, a number in digits, a name.</summary>
    Text,

    /// <summary>One of the codes of its format.</summary>
    Code,
}

/// <summary>A part of a file that means one thing.</summary>
internal sealed record Piece(PieceKind Kind, byte[] Bytes)
{
    public static Piece Data(ReadOnlySpan<byte> bytes) => new(PieceKind.Data, bytes.ToArray());

    public static Piece Little(ReadOnlySpan<byte> bytes) => new(PieceKind.Little, bytes.ToArray());

    public static Piece Big(ReadOnlySpan<byte> bytes) => new(PieceKind.Big, bytes.ToArray());

    public static Piece Text(ReadOnlySpan<byte> bytes) => new(PieceKind.Text, bytes.ToArray());

    public static Piece Code(ReadOnlySpan<byte> bytes) => new(PieceKind.Code, bytes.ToArray());
}
