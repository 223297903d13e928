namespace StudyPortal.Web.Shell;

/// <summary>An address as a log or a trace may hold it: without what was searched for, and without the secret of an invitation.</summary>
public static class SafeAddress
{
    private const string Invitation = "/invitation/";

    public static string Of(string path)
    {
        var bare = path.AsSpan(0, path.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? end : path.Length);
        return bare.StartsWith(Invitation, StringComparison.OrdinalIgnoreCase) ? Invitation + "..." : bare.ToString();
    }
}
