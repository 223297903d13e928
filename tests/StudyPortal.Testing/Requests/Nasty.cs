using System.Globalization;

namespace StudyPortal.Testing.Requests;

/// <summary>Values that programs stumble over. In an address they are written as they go over the line.</summary>
internal static class Nasty
{
    private static readonly string[] Texts =
    [
        "", " ", "-1", "0", "1", "2147483647", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999999999", "1e309", "-1e309", "1e-400", "0.0000000001",
        "NaN", "Infinity", "-Infinity", "-0", "+1", "0x10", "1,5", "1.5", "1_000", "true", "null", "undefined", "[]", "{}", "[object Object]", "%00", "%0d%0aX-Injected:%20yes", "%ff%fe", "%c0%af",
        "%e2%80%ae", "%F0%9F%98%80", "%ED%A0%80", "%", "%zz", "%u0041", "..", "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "..%5c..%5cwindows", "/etc/passwd", "file:///etc/passwd",
        "'%20OR%20'1'='1", "\"", "'", ";", "%3Cscript%3Ealert(1)%3C/script%3E", "%7B%7B7*7%7D%7D", "$(id)", "`id`", "%2500", "a%00b", "con", "results.json%00.png", "2026-13-45", "0001-01-01", "9999-12-31T23:59:59.9999999Z",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{6f1c0e4e-4b54-4b4e-9f3a-2d6c1b7f9a10}", "6f1c0e4e4b544b4e9f3a2d6c1b7f9a10", "(6f1c0e4e-4b54-4b4e-9f3a-2d6c1b7f9a10)", "%D9%A1%D9%A2%D9%A3",
        "Test", "Mass", "pdf", "svg", "png", "tiff", "desc", "*", "_", "%25", "%5C", "\xff\xfe", "\xc3\x28", "\x80", "\x01",
    ];

    private static readonly int[] Lengths = [300, 5_000, 7_900, 20_000];

    public static string Text(Random random) => random.Next(12) switch
    {
        0 => new string((char)random.Next('0', 'z'), Lengths[random.Next(Lengths.Length)]),
        1 => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(0x21, 0x100))),
        2 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        3 => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"%{random.Next(256):x2}")),
        _ => Texts[random.Next(Texts.Length)],
    };

    /// <summary>A value as it stands in JSON, seldom a valid one for its place.</summary>
    public static string Json(Random random) => Values[random.Next(Values.Length)]();

    private static readonly Func<string>[] Values =
    [
        () => "null", () => "true", () => "-1", () => "0", () => "1", () => "6", () => "1.5", () => "-0.0", () => "2147483648", () => "1e309", () => "-1e400", () => "1e-400",
        () => new string('9', 400), () => "NaN", () => "Infinity", () => "\"\"", () => "\"NaN\"", () => "\"1\"", () => "\"\\u0000\"", () => "\"\\ud800\"", () => "\"\xff\xfe\"", () => "\"\\x\"",
        () => "\"00000000-0000-0000-0000-000000000000\"", () => "\"not a guid\"", () => $"\"{new string('a', 100_000)}\"", () => "[]", () => "{}", () => "[[[[[[]]]]]]", () => "[1,2,3]", () => "{\"a\":{\"a\":{}}}",
        () => $"{new string('[', 200)}{new string(']', 200)}", () => $"{new string('[', 50_000)}", () => string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500),
        () => $"[{string.Join(',', Enumerable.Repeat("0", 20_000))}]", () => "\"\x01\"", () => "'single'", () => "01", () => "+1", () => "// comment", () => "", () => "{\"$type\":\"System.Object\"}", () => "{\"value\":NaN}",
        () => "[{\"kind\":\"point\",\"x\":1e308,\"y\":-1e308}]", () => "[{\"x\":\"a\"}]", () => "{\"x\":null}", () => "[null]", () => "[[1e999]]",
    ];
}
