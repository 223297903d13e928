namespace StudyPortal.Testing.Requests;

/// <summary>What came back.</summary>
/// <param name="Status">0 where the line was closed without an answer; -1 where nothing came in time.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Text">The body as Latin-1, as far as it was read.</param>
public sealed record RawAnswer(int Status, string Head, string Text)
{
    public const int Closed = 0;
    public const int TooLate = -1;

    /// <summary>The first header of that name.</summary>
    public string? Header(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
