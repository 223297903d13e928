using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>The session of a request, as it was found when the request was let in.</summary>
internal static class CurrentSession
{
    private static readonly object Key = new();

    public static void Set(HttpContext http, StandingSession session) => http.Items[Key] = session;

    /// <summary>Null where nobody is signed in by a cookie.</summary>
    public static StandingSession? Of(HttpContext http) => http.Items[Key] as StandingSession;

    /// <exception cref="InvalidOperationException">Nobody is signed in by a cookie.</exception>
    public static StandingSession Here(HttpContext http) => Of(http) ?? throw new InvalidOperationException("Nobody is signed in.");
}
