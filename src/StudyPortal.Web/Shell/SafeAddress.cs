namespace StudyPortal.Web.Shell;

/// <summary>An address as a log or a trace may hold it: without what was searched for, and without the secret of an invitation or of a new password.</summary>
public static class SafeAddress
{
    private static readonly string[] BeforeSecrets = ["/invitation/", "/password/"];

    public static string Of(string path)
    {
        var bare = path.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? path[..end] : path;
        return BeforeSecrets.FirstOrDefault(before => bare.StartsWith(before, StringComparison.OrdinalIgnoreCase)) is { } secret ? secret + "..." : bare;
    }
}
