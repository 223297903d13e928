using System.Collections.Frozen;
using System.Text;

namespace StudyPortal.Imaging.Dicom;

/// <summary>One of the sets that ISO 2022 shifts into the low (below 0x80) or the high bytes.</summary>
internal sealed class ShiftedSet
{
    public static readonly ShiftedSet Ascii = new(bytes => Encoding.Latin1.GetString(bytes));

    public static readonly ShiftedSet Latin1 = new(bytes => Encoding.Latin1.GetString(bytes));

    private static readonly ShiftedSet Katakana = new(bytes => string.Concat(bytes.ToArray().Select(each => each is >= 0xA1 and <= 0xDF ? (char)(0xFF61 + each - 0xA1) : '\uFFFD')));

    /// <summary>JIS X 0208 and 0212 as EUC stores them: both bytes high, and the first alone.</summary>
    private static readonly ShiftedSet Kanji = new(bytes => CodePage("euc-jp").GetString([.. bytes.ToArray().Select(each => (byte)(each | 0x80))]));

    private static readonly ShiftedSet SupplementaryKanji = new(bytes => CodePage(20932).GetString([.. bytes.ToArray().Index().Select(each => (byte)(each.Index % 2 == 0 ? each.Item | 0x80 : each.Item & 0x7F))]));

    private static readonly ShiftedSet Hangul = Of("euc-kr");

    private static readonly ShiftedSet Hanzi = Of("gb2312");

    /// <summary>The sets of one byte that lie in the high bytes: defined term, escape sequence, code page.</summary>
    private static readonly (string Term, string Escape, ShiftedSet Set)[] High =
    [
        ("ISO_IR 100", "-A", Latin1), ("ISO_IR 101", "-B", Of("iso-8859-2")), ("ISO_IR 109", "-C", Of("iso-8859-3")), ("ISO_IR 110", "-D", Of("iso-8859-4")),
        ("ISO_IR 126", "-F", Of("iso-8859-7")), ("ISO_IR 127", "-G", Of("iso-8859-6")), ("ISO_IR 138", "-H", Of("iso-8859-8")), ("ISO_IR 144", "-L", Of("iso-8859-5")),
        ("ISO_IR 148", "-M", Of("iso-8859-9")), ("ISO_IR 166", "-T", Of("windows-874")), ("ISO_IR 203", "-b", Of("iso-8859-15")), ("ISO_IR 13", ")I", Katakana),
        ("ISO_IR 149", "$)C", Hangul), ("ISO_IR 58", "$)A", Hanzi),
    ];

    private static readonly FrozenDictionary<string, ShiftedSet> ByTerm = High.ToFrozenDictionary(each => each.Term, each => each.Set);

    private static readonly (string Escape, ShiftedSet Set, bool IsHigh)[] Escapes =
    [
        ("$(D", SupplementaryKanji, false), ("$B", Kanji, false), ("$@", Kanji, false), ("(B", Ascii, false), ("(J", Ascii, false),
        .. High.Select(each => (each.Escape, each.Set, true)),
    ];

    private readonly Decoding _decode;

    private ShiftedSet(Decoding decode) => _decode = decode;

    private delegate string Decoding(ReadOnlySpan<byte> bytes);

    public string Decode(ReadOnlySpan<byte> bytes) => _decode(bytes);

    /// <summary>Null for a term that is not one of them.</summary>
    public static ShiftedSet? Registered(string term) => ByTerm.GetValueOrDefault(term);

    /// <summary>The set that the bytes behind an ESC call, and how many they are; null for unknown ones.</summary>
    public static (ShiftedSet Set, bool IsHigh, int Length)? Escaped(ReadOnlySpan<byte> after)
    {
        foreach (var (escape, set, isHigh) in Escapes)
            if (after.Length >= escape.Length && Encoding.Latin1.GetString(after[..escape.Length]) == escape)
                return (set, isHigh, escape.Length);
        return null;
    }

    public static Encoding CodePage(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);

    private static ShiftedSet Of(string name) => new(bytes => CodePage(name).GetString(bytes));
}
