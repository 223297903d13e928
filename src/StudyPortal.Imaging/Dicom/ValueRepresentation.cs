namespace StudyPortal.Imaging.Dicom;

/// <summary>The value representations of PS3.5, section 6.2.</summary>
internal static class ValueRepresentation
{
    /// <summary>What is not told in the file, or is not known.</summary>
    public const string Unknown = "UN";

    private const string Short = "AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US ";
    private const string Long = "OB OD OF OL OV OW SQ SV UC UN UR UT UV ";

    private static readonly string?[] ByLetters = Table();

    /// <summary>Null for two bytes that are none.</summary>
    public static string? Of(ReadOnlySpan<byte> letters) =>
        letters[0] is >= (byte)'A' and <= (byte)'Z' && letters[1] is >= (byte)'A' and <= (byte)'Z' ? ByLetters[Place(letters[0], letters[1])] : null;

    /// <summary>Explicit headers give it a length of 32 bits.</summary>
    public static bool HasLongLength(string vr) => Long.Contains(vr, StringComparison.Ordinal);

    /// <summary>The bytes of one number, which big endian files store the other way round.</summary>
    public static int Unit(string vr) => vr switch
    {
        "US" or "SS" or "OW" or "AT" => 2,
        "UL" or "SL" or "FL" or "OF" or "OL" => 4,
        "FD" or "OD" or "OV" or "SV" or "UV" => 8,
        _ => 1,
    };

    private static int Place(int first, int second) => (first - 'A') * 26 + second - 'A';

    private static string?[] Table()
    {
        var table = new string?[26 * 26];
        foreach (var vr in (Short + Long).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            table[Place(vr[0], vr[1])] = vr;
        return table;
    }
}
