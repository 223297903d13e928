using System.Security.Claims;

namespace StudyPortal.Web.Shell;

/// <summary>Writes down what was refused to whom: the account by its id, the address by its pattern, never what stood in it. Beyond some lines a minute it only counts.</summary>
public sealed class SecurityEvents(ILogger<SecurityEvents> log, TimeProvider clock)
{
    public const int LinesPerMinute = 60;

    private static readonly object Noted = new();
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT"];

    private readonly Lock _lock = new();
    private DateTimeOffset _minute;
    private int _written;
    private int _unwritten;

    /// <summary>Of a request; only the first of one is written.</summary>
    public void Note(HttpContext http, string what)
    {
        if (!http.Items.TryAdd(Noted, what)) return;
        var method = Methods.Contains(http.Request.Method) ? http.Request.Method : "another method";
        Note(http.User, what, $"{method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no address of the portal"}");
    }

    /// <param name="user">Who asked.</param>
    /// <param name="what">What was refused, in fixed words.</param>
    /// <param name="place">Where, in words of the program.</param>
    public void Note(ClaimsPrincipal user, string what, string place)
    {
        if (!MayWrite(out var unwritten)) return;
        if (unwritten > 0) log.LogWarning("Security: {Count} more events of an earlier minute were not written", unwritten);
        log.LogWarning("Security: {Event} at {Place}, account {Account}", what, place, user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "none");
    }

    private bool MayWrite(out int unwritten)
    {
        lock (_lock)
        {
            unwritten = 0;
            var now = clock.GetUtcNow();
            if (now - _minute >= TimeSpan.FromMinutes(1)) (_minute, _written, unwritten, _unwritten) = (now, 0, _unwritten, 0);
            if (_written < LinesPerMinute)
            {
                _written++;
                return true;
            }

            _unwritten++;
            return false;
        }
    }
}
