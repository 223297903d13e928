using System.Text;

namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// How the bytes of a text become letters (PS3.3 C.12.1.1.2, PS3.5 6.1): one set, or several between which escape sequences
/// of ISO 2022 switch. A set that is not known, and none at all, are read as Latin-1, of which ASCII is a part.
/// </summary>
internal sealed class CharacterSets
{
    private const byte Escape = 0x1B;

    public static readonly CharacterSets Default = new(ShiftedSet.Ascii, ShiftedSet.Latin1);

    private readonly ShiftedSet _low;
    private readonly ShiftedSet _high;
    private readonly Encoding? _whole;

    private CharacterSets(ShiftedSet low, ShiftedSet high, Encoding? whole = null) => (_low, _high, _whole) = (low, high, whole);

    /// <summary>By the value of (0008,0005).</summary>
    public static CharacterSets Named(ReadOnlySpan<byte> value)
    {
        var first = Encoding.ASCII.GetString(value).Split('\\')[0].Trim(' ', '\0');
        return first switch
        {
            "ISO_IR 192" => new(ShiftedSet.Ascii, ShiftedSet.Latin1, Encoding.UTF8),
            "GB18030" => new(ShiftedSet.Ascii, ShiftedSet.Latin1, ShiftedSet.CodePage("gb18030")),
            "GBK" => new(ShiftedSet.Ascii, ShiftedSet.Latin1, ShiftedSet.CodePage("gbk")),
            _ => new(ShiftedSet.Ascii, ShiftedSet.Registered(first.Replace("ISO 2022 IR", "ISO_IR", StringComparison.Ordinal)) ?? ShiftedSet.Latin1),
        };
    }

    public string Decode(ReadOnlySpan<byte> text)
    {
        if (_whole is not null)
            return _whole.GetString(text);
        if (text.IndexOf(Escape) < 0 && _high == ShiftedSet.Latin1)
            return Encoding.Latin1.GetString(text);
        var decoded = new StringBuilder(text.Length);
        var (low, high) = (_low, _high);
        while (text.Length > 0)
        {
            if (text[0] == Escape && ShiftedSet.Escaped(text[1..]) is var (set, isHigh, length))
            {
                (low, high) = isHigh ? (low, set) : (set, high);
                text = text[(1 + length)..];
                continue;
            }
            var run = Run(text, low == _low);
            decoded.Append((text[0] < 0x80 ? low : high).Decode(text[..run]));
            // Every part of a name, every value and every line begins in the first set again (PS3.5 6.1.2.5.3).
            if (low == _low && EndsPart(text[run - 1]))
                high = _high;
            text = text[run..];
        }
        return decoded.ToString();
    }

    /// <summary>The bytes that one set decodes: to the next escape, change between low and high bytes, or delimiter (which kanji, of two low bytes each, have not).</summary>
    private static int Run(ReadOnlySpan<byte> text, bool hasDelimiters)
    {
        var isHigh = text[0] >= 0x80;
        for (var end = 1; end < text.Length; end++)
            if (text[end] == Escape || text[end] >= 0x80 != isHigh || (hasDelimiters && EndsPart(text[end - 1])))
                return end;
        return text.Length;
    }

    private static bool EndsPart(byte letter) => letter is (byte)'^' or (byte)'=' or (byte)'\\' or (byte)'\n' or (byte)'\r';
}
