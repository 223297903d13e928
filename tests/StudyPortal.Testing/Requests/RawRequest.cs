using System.Globalization;
using System.Text;

namespace StudyPortal.Testing.Requests;

/// <summary>One request as its bytes go over the line, so that it may be wrong in every way that a client library would not allow.</summary>
/// <param name="Method">As it is written.</param>
/// <param name="Path">In Latin-1: one character, one byte.</param>
/// <param name="Query">Without its question mark; empty for none.</param>
/// <param name="Headers">In Latin-1, without those that say how long the body is.</param>
/// <param name="Body">Empty for none.</param>
public sealed record RawRequest(string Method, string Path, string Query, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>What is said of the body's length instead of the truth; null for the truth.</summary>
    public IReadOnlyList<(string Name, string Value)>? Framing { get; init; }

    /// <summary>The line may be closed without an answer: the request ends before it has said all it promised, or says what nobody can understand.</summary>
    public bool MayGoUnanswered => Framing is not null;

    public string? Header(string name) => Headers.LastOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public RawRequest With(string name, string value) => this with { Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), (name, value)] };

    public RawRequest And(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public byte[] ToBytes(string host)
    {
        var text = new StringBuilder();
        var target = Query.Length == 0 ? Path : $"{Path}?{Query}";
        text.Append(CultureInfo.InvariantCulture, $"{Method} {target} HTTP/1.1\r\n");
        if (Header("Host") is null) text.Append(CultureInfo.InvariantCulture, $"Host: {host}\r\n");
        foreach (var (name, value) in Headers.Concat(Framing ?? Length())) text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        text.Append("Connection: close\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(text.ToString()), .. Body];
    }

    /// <summary>In one line, as much as a person needs to send it again.</summary>
    public override string ToString()
    {
        var headers = string.Join(", ", Headers.Where(header => header.Name is not "Cookie" and not "Authorization").Select(header => $"{header.Name}: {Short(header.Value)}"));
        var framing = Framing is null ? "" : $" [{string.Join(", ", Framing)}]";
        return $"{Method} {Short(Path)}{(Query.Length > 0 ? "?" : "")}{Short(Query)} {{{headers}}}{framing} {Short(Encoding.Latin1.GetString(Body))}";
    }

    private IEnumerable<(string, string)> Length() =>
        Body.Length == 0 && Method is "GET" or "HEAD" ? [] : [("Content-Length", Body.Length.ToString(CultureInfo.InvariantCulture))];

    private static string Short(string text) =>
        string.Concat(text.Take(300).Select(letter => letter is >= ' ' and <= '~' ? letter.ToString() : $"\\x{(int)letter:x2}")) + (text.Length > 300 ? $"... ({text.Length})" : "");
}
